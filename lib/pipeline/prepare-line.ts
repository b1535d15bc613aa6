import type { Box } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';
import { cropImage } from '../preprocess/crop-image.ts';
import type { Component } from '../preprocess/cv/connected-components.ts';
import { insideDarkMargin } from '../preprocess/dark-margin.ts';
import { dropMargin } from '../preprocess/drop-margin.ts';
import { type PreparedPage, preparePage } from '../preprocess/prepare-page.ts';
import type { Binarization } from '../preprocess/separate-ink.ts';

/** Digits of a field are about this high, and fill about this much of the picture of their line. */
const DIGIT_INCH = 0.2;
const DIGIT_SHARE = 0.6;
/** A rule runs through most of the picture; the feet of a few zeros do not. */
const RULE_SHARE = 0.7;
/** A second look is worth it when digits are under this share of the height expected; they have at least so many pixels. */
const MUCH_SMALLER = 0.45;
const LEAST_HEIGHT = 8;
/** A stroke this slender may be a 1, and as well the remains of a rule. */
const STROKE_SLENDERNESS = 3;

/**
 * Nobody knows at how many dots an inch a line was cut out, nor how much paper was left round it: the first look takes the
 * digits to fill the picture, and if they turn out smaller a second one takes their own height for the measure.
 */
export async function prepareLine(
  picture: GreyImage,
  binarization: Binarization = 'sauvola',
): Promise<PreparedPage> {
  const paper = insideDarkMargin(picture);
  const image = cropImage(picture, paper);
  const prepare = async (digitHeight: number) => {
    const dpi = digitHeight / DIGIT_INCH;
    const minRuleLength = image.width * RULE_SHARE;
    const page = await preparePage(
      { image, dpi, bitonal: false },
      { turn: 0, deskew: false, minRuleLength, binarization },
    );
    return {
      ...page,
      components: dropMargin(page.components, image),
      toSource: (box: Box) => {
        const inside = page.toSource(box);
        return { ...inside, x: inside.x + paper.x, y: inside.y + paper.y };
      },
    };
  };
  const expected = image.height * DIGIT_SHARE;
  const first = await prepare(expected);
  const found = heightOfInk(first.components) ?? expected;
  return found < MUCH_SMALLER * expected ? prepare(Math.max(found, LEAST_HEIGHT)) : first;
}

/**
 * Half of the ink is in components at least this high: specks are many, and hold little of it. Mere strokes, which may be
 * the remains of a rule, have no say where there is anything else.
 */
function heightOfInk(components: readonly Component[]): number | undefined {
  const broad = components.filter(({ box }) => box.height < STROKE_SLENDERNESS * box.width);
  const sorted = [...(broad.length > 0 ? broad : components)].sort((a, b) => b.box.height - a.box.height);
  let left = sorted.reduce((sum, { area }) => sum + area, 0) / 2;
  return sorted.find(({ area }) => {
    left -= area;
    return left <= 0;
  })?.box.height;
}
