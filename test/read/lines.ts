import { type Box, unionBoxes } from '../../lib/document/geometry.ts';
import { NOT_A_DIGIT } from '../../lib/document/model-identity.ts';
import type { CandidateScores } from '../../lib/read/lattice.ts';
import type { GlyphCandidate, TextLine } from '../../lib/segment/text-line.ts';

/** Lines made by hand: boxes for pieces, and what a network would say of them. */

export const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', NOT_A_DIGIT];
export const LINE_HEIGHT = 20;

/** A full-size glyph at a place in the line. */
export function glyphAt(x: number, width = 10): Box {
  return { x, y: 0, width, height: LINE_HEIGHT };
}

/** What is left of a rule: as high as a glyph, thinner than any pen. */
export function hairlineAt(x: number): Box {
  return glyphAt(x, 1);
}

/** A comma so large that only its place tells it from a digit: it begins in the lower half and hangs below the foot. */
export function commaAt(x: number): Box {
  return { x, y: 13, width: 5, height: 12 };
}

/** A dot on the line's foot. */
export function dotAt(x: number): Box {
  return { x, y: LINE_HEIGHT - 3, width: 3, height: 3 };
}

export interface LineOptions {
  /** First and last piece of what may be one glyph, beside every piece alone. */
  readonly merges?: readonly (readonly [first: number, last: number])[];
  readonly dividers?: readonly Box[];
}

export function lineOf(boxes: readonly Box[], { merges = [], dividers = [] }: LineOptions = {}): TextLine {
  const spans = [...boxes.map((_, i): readonly [number, number] => [i, i]), ...merges];
  const candidates = spans
    .map(
      ([first, last]): GlyphCandidate => ({
        first,
        last,
        box: unionBoxes(boxes.slice(first, last + 1)),
        origin: first === last ? 'whole' : 'merged',
      }),
    )
    .sort((a, b) => a.first - b.first || a.last - b.last);
  return {
    box: unionBoxes(boxes),
    height: LINE_HEIGHT,
    band: { top: 0, foot: LINE_HEIGHT },
    pieces: boxes.map((box, i) => ({ label: i + 1, box })),
    candidates,
    dividers,
  };
}

/** A network that is sure (`sureness`) of one character; `x` stands for no digit. */
export function sayOf(character: string, sureness = 0.99): CandidateScores {
  const name = character === 'x' ? NOT_A_DIGIT : character;
  const rest = (1 - sureness) / (CLASSES.length - 1);
  return { probabilities: Float32Array.from(CLASSES, (other) => (other === name ? sureness : rest)) };
}

/** What the network says of each candidate of a line, one character for each. */
export function say(characters: string): CandidateScores[] {
  return [...characters].map((character) => sayOf(character));
}
