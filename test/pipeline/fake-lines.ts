import type { StripReadings } from '../../lib/classify/classifier.ts';
import { type GreyImage, STRIP_FRAME, STRIP_HEIGHT, type StripBatch } from '../../lib/document/image.ts';
import { BLANK, type ModelIdentity, NOT_A_DIGIT, OTHER } from '../../lib/document/model-identity.ts';
import { normalizeGlyph } from '../../lib/preprocess/normalize-glyph.ts';
import { LINE_CLASSES } from '../classify/fake-classifier.ts';
import { frameOf, spelledFrames } from '../read/spelled-frames.ts';

/** A line network of a test's own: one row of probabilities for each frame of a strip. */
export type ReadStrip = (strip: GreyImage) => Float32Array;

/** Answers a batch strip by strip. */
export function readEach({ widths, data }: StripBatch, read: ReadStrip, model: ModelIdentity): StripReadings {
  let start = 0;
  const frames = widths.map((width) => {
    const pixels = data.subarray(start, start + width * STRIP_HEIGHT);
    start += pixels.length;
    return read({ width, height: STRIP_HEIGHT, data: pixels });
  });
  return { model, classes: LINE_CLASSES, frames };
}

const LEAST_INK = 128;
const NOTHING = frameOf(BLANK, 0.9999);

/**
 * A line network of one mind with a glyph network: what stands apart in a strip is read as its crop is, in the frame of its
 * middle; what is low there is a dot.
 */
export function readApart(
  read: (crop: Uint8Array) => readonly number[],
  { classes }: ModelIdentity,
): ReadStrip {
  return (strip) => {
    const frames = Array.from({ length: strip.width / STRIP_FRAME }, () => NOTHING);
    for (const [from, to] of inkedRuns(strip)) {
      const ink = cutColumns(strip, from, to);
      const row = read(normalizeGlyph(ink));
      const named = LINE_CLASSES.map(
        (name) => row[classes.indexOf(name === OTHER ? NOT_A_DIGIT : name)] ?? 0,
      );
      frames[Math.floor((from + to) / 2 / STRIP_FRAME)] = isLow(ink) ? frameOf('.') : named;
    }
    return Float32Array.from(frames.flat());
  };
}

/** A line network that reads one text in every strip, spread evenly over its frames. */
export function alwaysSpells(text: string, sureness?: number): ReadStrip {
  return ({ width }) => {
    const frames = new Array<string>(width / STRIP_FRAME).fill('_');
    [...text].forEach((character, i) => {
      frames[Math.floor(((i + 0.5) * frames.length) / text.length)] = character;
    });
    return spelledFrames(frames.join(''), sureness).probabilities;
  };
}

/** Columns with ink between columns without: from the first to past the last. */
function inkedRuns({ width, data }: GreyImage): [number, number][] {
  const runs: [number, number][] = [];
  for (let x = 0; x < width; x++) {
    if (!data.some((level, at) => at % width === x && level >= LEAST_INK)) continue;
    const run = runs.at(-1);
    if (run?.[1] === x) run[1] = x + 1;
    else runs.push([x, x + 1]);
  }
  return runs;
}

function cutColumns({ width, height, data }: GreyImage, from: number, to: number): GreyImage {
  return { width: to - from, height, data: data.filter((_, at) => at % width >= from && at % width < to) };
}

function isLow({ width, height, data }: GreyImage): boolean {
  return data.filter((level) => level >= LEAST_INK).length < (width * height) / 4;
}
