import { DIGITS } from './frames.ts';

/** Signs that are a stroke, and how readily the glyph network takes one for a 1: it sees no place and no size. */
const STROKES = ',/';
const TAKEN_FOR_ONE = 0.3;
/** Of more strokes than this the others are taken for what they are. */
const MOST_STROKES = 4;

/** Digits that glyphs alone may seem to have, and the logarithm of how readily they do. */
export interface SeemingDigits {
  readonly text: string;
  readonly log: number;
}

/** The digits of a writing as glyphs may show them: large commas and slashes pass for a 1 there. Its own digits come first. */
export function signsAsStrokes(writing: string): SeemingDigits[] {
  let ways: SeemingDigits[] = [{ text: '', log: 0 }];
  let strokes = 0;
  for (const sign of writing) {
    const isStroke = STROKES.includes(sign) && strokes++ < MOST_STROKES;
    ways = ways.flatMap((way) => {
      if (DIGITS.includes(sign)) return [{ ...way, text: way.text + sign }];
      return isStroke ? [way, { text: `${way.text}1`, log: way.log + Math.log(TAKEN_FOR_ONE) }] : [way];
    });
  }
  return ways;
}
