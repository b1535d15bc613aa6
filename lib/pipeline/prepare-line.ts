import type { Box } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';
import { cropImage } from '../preprocess/crop-image.ts';
import { insideDarkMargin } from '../preprocess/dark-margin.ts';
import { type PreparedPage, preparePage } from '../preprocess/prepare-page.ts';

/** Digits of a field are about this high, and fill about this much of the picture of their line. */
const DIGIT_INCH = 0.2;
const DIGIT_SHARE = 0.6;
/** A rule runs through most of the picture; the feet of a few zeros do not. */
const RULE_SHARE = 0.7;
/** Ink as high as this share of the picture, at its side or thin as a rule, is no digit. */
const MARGIN_SHARE = 0.9;
/** Digits stand at this quantile of the heights: specks and separators are lower. */
const TALL = 0.8;
/** A second look is worth it when digits are under this share of the height expected; they have at least so many pixels. */
const MUCH_SMALLER = 0.45;
const LEAST_HEIGHT = 8;

/**
 * Nobody knows at how many dots an inch a line was cut out, nor how much paper was left round it: the first look takes the
 * digits to fill the picture, and if they turn out smaller a second one takes their own height for the measure.
 */
export async function prepareLine(picture: GreyImage): Promise<PreparedPage> {
  const paper = insideDarkMargin(picture);
  const image = cropImage(picture, paper);
  const prepare = async (digitHeight: number) => {
    const dpi = digitHeight / DIGIT_INCH;
    const minRuleLength = image.width * RULE_SHARE;
    const page = await preparePage({ image, dpi, bitonal: false }, { turn: 0, deskew: false, minRuleLength });
    return {
      ...page,
      components: page.components.filter(({ box }) => !isMargin(box, image)),
      toSource: (box: Box) => {
        const inside = page.toSource(box);
        return { ...inside, x: inside.x + paper.x, y: inside.y + paper.y };
      },
    };
  };
  const expected = image.height * DIGIT_SHARE;
  const first = await prepare(expected);
  const heights = first.components.map(({ box }) => box.height).sort((a, b) => a - b);
  const found = heights[Math.floor((heights.length - 1) * TALL)] ?? expected;
  return found < MUCH_SMALLER * expected ? prepare(Math.max(found, LEAST_HEIGHT)) : first;
}

/** The edge of the page, or a column's rule along it: at the picture's side and as high as most of it. */
function isMargin(box: Box, { width, height }: GreyImage): boolean {
  const atSide = box.x <= 1 || box.x + box.width >= width - 1;
  return box.height >= MARGIN_SHARE * height && (atSide || box.width < box.height / 12);
}
