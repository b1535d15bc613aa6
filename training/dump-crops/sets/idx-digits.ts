import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { GreyImage } from '../../../lib/document/image.ts';
import type { CropSet, Split } from '../crop-set.ts';
import { requireFile } from '../data-folder.ts';
import { readIdx } from '../idx.ts';

/** One digit of an IDX set; `ink` is bright on black. */
export interface IdxDigit {
  readonly label: number;
  readonly ink: GreyImage;
}

/** The pictures and labels of `train` or `test` files in a set's folder. */
export async function readIdxDigits(
  root: string,
  set: string,
  part: 'train' | 'test',
): Promise<readonly IdxDigit[]> {
  const images = await readIdx(await requireFile(root, set, `${part}-images-idx3-ubyte.gz`));
  const labels = await readIdx(await requireFile(root, set, `${part}-labels-idx1-ubyte.gz`));
  const [count, height, width] = images.shape as readonly [number, number, number];
  if (labels.shape[0] !== count) {
    throw new Error(`Expected ${count} labels for ${set} but received ${labels.shape[0]}`);
  }
  return Array.from({ length: count }, (_, i) => ({
    label: labels.data[i]!,
    ink: { width, height, data: images.data.subarray(i * width * height, (i + 1) * width * height) },
  }));
}

/** Every tenth run of fifty is for validation: neighbours in these files were often written by one hand. */
export function splitByRun(index: number): Split {
  return Math.floor(index / 50) % 10 === 7 ? 'validation' : 'train';
}

const WRITER_COLUMN = 2;
const VALIDATION_WRITERS = 10;

export interface MnistDigit extends IdxDigit {
  readonly split: Split;
  readonly writer: string;
}

/** MNIST's training digits, the writers of every tenth number for validation. */
export async function readMnistTraining(root: string): Promise<readonly MnistDigit[]> {
  const digits = await readIdxDigits(root, 'digits/mnist', 'train');
  const packed = await readFile(await requireFile(root, 'digits/mnist', 'writers-train.tsv.gz'));
  const rows = gunzipSync(packed).toString('utf8').trimEnd().split('\n');
  if (rows.length !== digits.length) {
    throw new Error(`Expected ${digits.length} writers for digits/mnist but received ${rows.length}`);
  }
  return digits.map((digit, i) => {
    const writer = rows[i]!.split('\t')[WRITER_COLUMN]!;
    const split = Number(writer) % VALIDATION_WRITERS === 3 ? 'validation' : 'train';
    return { ...digit, writer, split };
  });
}

export const mnist: CropSet = {
  name: 'mnist',
  licence: 'CC BY-SA 3.0',
  async *glyphs(root) {
    yield* await readMnistTraining(root);
    for (const digit of await readIdxDigits(root, 'digits/mnist', 'test')) yield { ...digit, split: 'test' };
  },
};

export const usps: CropSet = {
  name: 'usps',
  licence: 'AT&T, made available without a formal licence',
  glyphs: (root) => digitsOf(root, 'digits/usps'),
};

export const optdigits: CropSet = {
  name: 'optdigits',
  licence: 'CC BY 4.0',
  glyphs: (root) => digitsOf(root, 'digits/optdigits'),
};

async function* digitsOf(root: string, set: string) {
  const digits = await readIdxDigits(root, set, 'train');
  for (const [i, digit] of digits.entries()) yield { ...digit, split: splitByRun(i) };
}
