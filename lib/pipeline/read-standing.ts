import type { Classifier } from '../classify/classifier.ts';
import { type Box, overlapArea } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';
import type { NumberReading } from '../document/result.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { turnImage, unturnBox } from '../preprocess/turn.ts';
import { guessKind } from '../read/guess-kind.ts';
import { findStanding } from '../segment/find-standing.ts';
import type { TextLine } from '../segment/text-line.ts';
import { askTogether } from './ask-together.ts';
import { readLine } from './read-line.ts';

/** Down the page and up. */
const TURNS = [90, 270] as const;
/** Paper round a stretch that is looked at by itself, in shares of its width. */
const MARGIN = 0.4;
/** Shorter or less sure, what runs down the page may be a word. */
const LEAST_DIGITS = 4;
const LEAST_SURE = 0.5;
/** A number that shares so much of its box with one that runs down the page is a part of it. */
const WITHIN = 0.5;

/**
 * Numbers that run up or down the page, as stamped along its side: read turned both ways, and the surer one taken. Throws what
 * the classifier throws.
 */
export async function readStanding(
  lines: readonly TextLine[],
  page: PreparedPage,
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<NumberReading[]> {
  const places = findStanding(lines).map((place) => {
    const part = widened(place, page);
    return { place, part, picture: paperOf(page, part) };
  });
  const read = await askTogether(
    places.flatMap(({ picture }) =>
      TURNS.map((turn) => (shared: Classifier) => readLine(turnImage(picture, turn), shared, { signal })),
    ),
    classifier,
    signal,
  );
  const numbers: NumberReading[] = [];
  for (const [i, { place, part, picture }] of places.entries()) {
    let best: NumberReading | undefined;
    for (const [t, turn] of TURNS.entries()) {
      const { text, confidence, glyphs } = read[i * TURNS.length + t]!;
      if (text.length < LEAST_DIGITS || confidence < Math.max(LEAST_SURE, best?.confidence ?? 0)) continue;
      const back = (box: Box) => {
        const inside = unturnBox(box, turn, picture.width, picture.height);
        return page.toSource({ ...inside, x: inside.x + part.x, y: inside.y + part.y });
      };
      best = {
        text,
        box: page.toSource(place),
        confidence,
        kind: guessKind(glyphs.map(({ box }) => box)),
        glyphs: glyphs.map((glyph) => ({ ...glyph, box: back(glyph.box) })),
      };
    }
    if (best) numbers.push(best);
  }
  return numbers;
}

/** All numbers of a page, without those that are parts of one that runs down it. */
export function withStanding(
  numbers: readonly NumberReading[],
  standing: readonly NumberReading[],
): NumberReading[] {
  const isPart = ({ box }: NumberReading) =>
    standing.some((other) => overlapArea(box, other.box) >= WITHIN * box.width * box.height);
  return [...numbers.filter((number) => !isPart(number)), ...standing];
}

function widened({ x, y, width, height }: Box, page: PreparedPage): Box {
  const margin = Math.round(MARGIN * width);
  const left = Math.max(0, x - margin);
  const top = Math.max(0, y - margin);
  const right = Math.min(page.width, x + width + margin);
  const foot = Math.min(page.height, y + height + margin);
  return { x: left, y: top, width: right - left, height: foot - top };
}

/** A part of the page, dark on white, as it was before its ink was told from its paper. */
function paperOf({ soft }: PreparedPage, { x, y, width, height }: Box): GreyImage {
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (y + row) * soft.width + x;
    for (let column = 0; column < width; column++)
      data[row * width + column] = 255 - soft.data[from + column]!;
  }
  return { width, height, data };
}
