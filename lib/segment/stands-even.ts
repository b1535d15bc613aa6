import { median } from '../document/averages.ts';
import type { TextLine } from './text-line.ts';

/** Glyphs are at least so many line heights high; so many of them tell something. */
const GLYPH_HEIGHT = 0.6;
const LEAST_GLYPHS = 3;
/** Of print at least such a share of glyphs stands on one foot, to this share of the line's height or a pixel; letters hang below it. */
const LEAST_SHARE = 0.55;
const SLACK = 0.06;

/** Whether most glyphs of a level line stand on one foot, as print does and writing does not; some may touch a rule. */
export function standsEven({ pieces, height }: TextLine): boolean {
  const feet = pieces
    .filter(({ box, span }) => span === undefined && box.height >= GLYPH_HEIGHT * height)
    .map(({ box }) => box.y + box.height);
  if (feet.length < LEAST_GLYPHS) return false;
  const usual = median(feet);
  const even = feet.filter((foot) => Math.abs(foot - usual) <= Math.max(1, SLACK * height));
  return even.length >= LEAST_SHARE * feet.length;
}
