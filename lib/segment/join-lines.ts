import { unionBoxes } from '../document/geometry.ts';
import type { TextLine } from './text-line.ts';

export interface JoinedLine {
  readonly line: TextLine;
  /** Which of the lines given comes first, second ...: pieces and candidates are in this order. */
  readonly order: readonly number[];
}

/** Lines abreast of each other as one, as high as the first of those given: words with wide gaps between. */
export function joinLines(lines: readonly [TextLine, ...TextLine[]]): JoinedLine {
  const [main] = lines;
  const order = lines.map((_, i) => i).sort((a, b) => lines[a]!.box.x - lines[b]!.box.x);
  const sorted = order.map((i) => lines[i]!);
  let before = 0;
  const candidates = sorted.flatMap((line) => {
    const shift = before;
    before += line.pieces.length;
    return line.candidates.map((candidate) => ({
      ...candidate,
      first: candidate.first + shift,
      last: candidate.last + shift,
    }));
  });
  const line = {
    ...main,
    box: unionBoxes(sorted.map(({ box }) => box)),
    pieces: sorted.flatMap(({ pieces }) => pieces),
    candidates,
    dividers: [...new Set(sorted.flatMap(({ dividers }) => dividers))],
  };
  return { line, order };
}
