import type { Classifier } from '../../lib/classify/classifier.ts';
import type { Box } from '../../lib/document/geometry.ts';
import { type GreyImage, STRIP_FRAME, STRIP_HEIGHT } from '../../lib/document/image.ts';
import { BLANK, type ModelIdentity } from '../../lib/document/model-identity.ts';
import type { MicrPage } from '../../lib/pipeline/read-micr.ts';
import { findComponents } from '../../lib/preprocess/cv/connected-components.ts';
import { MICR_CLASSES } from '../classify/fake-classifier.ts';
import { inkBoxes } from '../preprocess/pictures.ts';

const MODEL: ModelIdentity = {
  version: 'fake',
  sha256: '0'.repeat(64),
  classes: [...'0123456789', 'not-a-digit'],
};
const LEAST_INK = 128;
/** Of each class that a frame is not of. */
const REST = 1e-6;

/** What a mark in a strip is, by its ink; undefined for one that the network sees nothing in. */
export type ReadMark = (mark: GreyImage, index: number) => string | undefined;

/** A MICR network that tells each mark, parted from the next by paper, in the frame of its middle; and the strips it was asked for. */
export function markReader(read: ReadMark): Classifier & { readonly strips: readonly GreyImage[] } {
  const strips: GreyImage[] = [];
  return {
    strips,
    classify: () => Promise.reject(new Error('Expected no glyphs')),
    readStrips: async ({ widths, data }) => {
      let start = 0;
      const frames = widths.map((width) => {
        const strip = { width, height: STRIP_HEIGHT, data: data.slice(start, start + width * STRIP_HEIGHT) };
        start += strip.data.length;
        strips.push(strip);
        return framesOf(strip, read);
      });
      return { model: MODEL, classes: MICR_CLASSES, frames };
    },
  };
}

function framesOf(strip: GreyImage, read: ReadMark): Float32Array {
  const count = MICR_CLASSES.length;
  const frames = new Float32Array((strip.width / STRIP_FRAME) * count);
  const names = new Map(
    marksOf(strip).map(([from, to], i) => [
      Math.floor((from + to) / 2 / STRIP_FRAME),
      read(columnsOf(strip, from, to), i),
    ]),
  );
  for (let frame = 0; frame < frames.length / count; frame++) {
    const own = MICR_CLASSES.indexOf(names.get(frame) ?? BLANK);
    frames.fill(REST, frame * count, (frame + 1) * count);
    frames[frame * count + own] = 1 - REST * (count - 1);
  }
  return frames;
}

/** The marks of a strip: their first columns and the ones past their last. */
export function marksOf({ width, data }: GreyImage): [number, number][] {
  const marks: [number, number][] = [];
  let from = -1;
  for (let x = 0; x <= width; x++) {
    let hasInk = false;
    for (let at = x; x < width && at < data.length; at += width) hasInk ||= data[at]! >= LEAST_INK;
    if (hasInk && from < 0) from = x;
    if (hasInk || from < 0) continue;
    marks.push([from, x]);
    from = -1;
  }
  return marks;
}

function columnsOf({ width, height, data }: GreyImage, from: number, to: number): GreyImage {
  const part = Array.from({ length: height }, (_, y) => data.subarray(y * width + from, y * width + to));
  return { width: to - from, height, data: Uint8Array.from(part.flatMap((row) => [...row])) };
}

/** A page with nothing but marks on it. */
export function pageOf(
  marks: readonly Box[],
  size: { readonly width: number; readonly height: number },
): MicrPage {
  const ink = inkBoxes(size.width, size.height, marks);
  return {
    ...size,
    dpi: 200,
    soft: { ...ink, data: ink.data.map((value) => 255 * value) },
    components: findComponents(ink).components,
    toSource: (box) => box,
  };
}
