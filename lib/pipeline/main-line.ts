import { overlapY } from '../document/geometry.ts';
import { type FoundNumber, findNumbers, type ReadGlyph } from '../read/find-numbers.ts';
import { type CandidateScores, readLattice } from '../read/lattice.ts';
import type { ReadLine } from '../read/settle-number.ts';
import { joinLines } from '../segment/join-lines.ts';
import type { TextLine } from '../segment/text-line.ts';

/** What stands in a picture or a zone of one number is digits, but for separators and a currency sign. */
const READ = { digitPrior: 0.9 };
/** A line belongs to another if they share this much of its height. */
const ABREAST = 0.5;
/** A stroke this slender may be a 1, and as well the remains of a rule. */
const STROKE_SLENDERNESS = 3.5;
const STROKE_WEIGHT = 0.2;

/**
 * Of the lines in a picture or zone that holds one number: the line with the most and tallest digits, joined with those
 * abreast of it; undefined where there is no line.
 */
export function mainLine(
  lines: readonly TextLine[],
  scores: readonly (readonly CandidateScores[])[],
  classes: readonly string[],
): ReadLine | undefined {
  const numbers = lines.map((line, i) => findNumbers(line, scores[i]!, classes, READ).numbers);
  const main = lines.reduce<number | undefined>(
    (best, line, i) =>
      best === undefined || weight(line, numbers[i]!) > weight(lines[best]!, numbers[best]!) ? i : best,
    undefined,
  );
  if (main === undefined) return undefined;
  const abreast = lines
    .map((_, i) => i)
    .filter((i) => i !== main && overlapY(lines[i]!.box, lines[main]!.box) >= ABREAST * lines[i]!.box.height);
  const { line, order } = joinLines([lines[main]!, ...abreast.map((i) => lines[i]!)]);
  const joined = order.flatMap((at) => scores[[main, ...abreast][at]!]!);
  return { line, scores: joined, classes, reading: readLattice(line, joined, classes, READ) };
}

/** The line that the picture is of has the most and the tallest digits; mere strokes say little. */
function weight({ height }: TextLine, numbers: readonly FoundNumber[]): number {
  const glyphs = numbers.flatMap((number) => number.glyphs);
  const isStroke = ({ box }: ReadGlyph) => box.height > STROKE_SLENDERNESS * box.width;
  return glyphs.reduce((sum, glyph) => sum + (isStroke(glyph) ? STROKE_WEIGHT : 1), 0) * height;
}
