import { mean } from '../document/averages.ts';
import { type Box, overlapX } from '../document/geometry.ts';
import type { NumberKind } from '../document/result.ts';
import type { TextLine } from '../segment/text-line.ts';

/** Print keeps its digits' tops and feet within this share of their height, whatever the digit. */
const PRINT_UNEVENNESS = 0.045;
const LEAST_GLYPHS = 3;

/** Whether a number was printed or written by hand, from how evenly its digits stand; one or two digits say nothing. */
export function guessKind(glyphs: readonly Box[]): NumberKind {
  if (glyphs.length < LEAST_GLYPHS) return 'handwritten';
  const heights = glyphs.map(({ height }) => height);
  const height = mean(heights);
  const slack = slackOf(height);
  const tops = deviationFromLine(glyphs.map(({ y }) => y));
  const feet = deviationFromLine(glyphs.map((box) => box.y + box.height));
  return deviation(heights) <= slack && tops <= slack && feet <= slack ? 'printed' : 'handwritten';
}

/**
 * As `guessKind`, of a number in a line: one or two digits are print where they stand even with other glyphs of the line that are
 * as high.
 */
export function guessKindInLine(glyphs: readonly Box[], line: Pick<TextLine, 'pieces'>): NumberKind {
  if (glyphs.length >= LEAST_GLYPHS || glyphs.length === 0) return guessKind(glyphs);
  const height = mean(glyphs.map((glyph) => glyph.height));
  const slack = slackOf(height);
  const others = line.pieces.flatMap(({ box, span }) => {
    const isOther = span === undefined && !glyphs.some((glyph) => overlapX(glyph, box) > 0);
    return isOther && Math.abs(box.height - height) <= slack ? [box] : [];
  });
  return guessKind([...others, ...glyphs].sort((a, b) => a.x - b.x));
}

function slackOf(height: number): number {
  return Math.max(PRINT_UNEVENNESS * height, 1);
}

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

/** Standard deviation from the straight line through the values: a skewed line of print is still print. */
function deviationFromLine(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const average = mean(values);
  let slopeTop = 0;
  let slopeBottom = 0;
  values.forEach((value, i) => {
    slopeTop += (i - middle) * (value - average);
    slopeBottom += (i - middle) ** 2;
  });
  const slope = slopeTop / slopeBottom;
  return deviation(values.map((value, i) => value - slope * i));
}
