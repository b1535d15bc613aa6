import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Classifier } from '../../../lib/classify/classifier.ts';
import type { GreyImage } from '../../../lib/document/image.ts';
import { CROP_SIZE } from '../../../lib/document/image.ts';
import { type ModelIdentity, NOT_A_DIGIT } from '../../../lib/document/model-identity.ts';
import { blankReadings } from '../../classify/fake-classifier.ts';

/** An IDX file of unsigned bytes. */
export function writeIdx(dimensions: readonly number[], data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * dimensions.length + data.length);
  bytes.set([0, 0, 8, dimensions.length]);
  const view = new DataView(bytes.buffer);
  for (const [index, length] of dimensions.entries()) view.setUint32(4 + 4 * index, length);
  bytes.set(data, 4 + 4 * dimensions.length);
  return bytes;
}

/** A picture of `width` x `height` in which `fill` marks a rectangle of ink. */
export function pictureWithBar(options: {
  readonly width: number;
  readonly height: number;
  readonly bar: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly ink: number;
  readonly paper: number;
}): GreyImage {
  const { width, height, bar, ink, paper } = options;
  const data = new Uint8Array(width * height).fill(paper);
  for (let y = bar.y; y < bar.y + bar.height; y++) {
    for (let x = bar.x; x < bar.x + bar.width; x++) data[y * width + x] = ink;
  }
  return { width, height, data };
}

export async function writePng(
  folder: string,
  name: string,
  { width, height, data }: GreyImage,
): Promise<void> {
  await writeFile(
    join(folder, name),
    await sharp(data, { raw: { width, height, channels: 1 } })
      .png()
      .toBuffer(),
  );
}

const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', NOT_A_DIGIT];
const BARS: ModelIdentity = { version: 'bars', sha256: '0'.repeat(64), classes: CLASSES };

/**
 * Answers 1 for an upright bar, 7 for a lying one and not-a-digit for an empty crop, with a probability of 0.9 and
 * the rest on 4, and reads nothing in a strip: enough of a network to follow a picture through the whole command.
 */
export const barClassifier: Classifier = {
  async classify({ count, data }) {
    const probabilities = new Float32Array(count * CLASSES.length);
    for (let i = 0; i < count; i++) {
      const crop = data.subarray(i * CROP_SIZE * CROP_SIZE, (i + 1) * CROP_SIZE * CROP_SIZE);
      probabilities[i * CLASSES.length + CLASSES.indexOf(answer(crop))] = 0.9;
      probabilities[i * CLASSES.length + 4] = 0.1;
    }
    return { model: BARS, probabilities };
  },
  readStrips: async (strips) => blankReadings(strips, BARS),
};

function answer(crop: Uint8Array): string {
  const rows = new Set<number>();
  const columns = new Set<number>();
  for (const [index, level] of crop.entries()) {
    if (level < 128) continue;
    rows.add(Math.floor(index / CROP_SIZE));
    columns.add(index % CROP_SIZE);
  }
  if (rows.size === 0) return NOT_A_DIGIT;
  return rows.size > columns.size ? '1' : '7';
}
