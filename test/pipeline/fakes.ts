import sharp from 'sharp';
import type { Classification, Classifier, StripNetwork } from '../../lib/classify/classifier.ts';
import type { CropBatch, GreyImage, StripBatch } from '../../lib/document/image.ts';
import { type ModelIdentity, NOT_A_DIGIT } from '../../lib/document/model-identity.ts';
import type { CalibrationTable } from '../../lib/read/calibration.ts';
import { WORD_CLASSES } from '../../local/spelled-letters.ts';
import { blankReadings, MICR_CLASSES } from '../classify/fake-classifier.ts';
import { type ReadStrip, readApart, readEach } from './fake-lines.ts';

export const MODEL: ModelIdentity = {
  version: 'fake-1',
  sha256: 'f'.repeat(64),
  classes: [...'0123456789', NOT_A_DIGIT],
};

/** What a network that is sure (`sureness`) of one class says of one crop. */
export function rowOf(name: string, sureness = 0.995): number[] {
  const rest = (1 - sureness) / (MODEL.classes.length - 1);
  return MODEL.classes.map((other) => (other === name ? sureness : rest));
}

export interface FakeClassifier extends Classifier {
  /** The crops of every call so far, and the strips of every call. */
  readonly calls: CropBatch[];
  readonly stripCalls: StripBatch[];
  /** The network that each of those calls asked. */
  readonly networks: StripNetwork[];
}

/** Networks that read every crop and every strip by a rule of the test's own; of one mind if there is one rule. */
export function classifierBy(
  read: (crop: Uint8Array) => readonly number[],
  model: ModelIdentity = MODEL,
  readStrip: ReadStrip = readApart(read, model),
): FakeClassifier {
  const calls: CropBatch[] = [];
  const stripCalls: StripBatch[] = [];
  const networks: StripNetwork[] = [];
  return {
    calls,
    stripCalls,
    networks,
    classify: async (crops): Promise<Classification> => {
      calls.push(crops);
      const pixels = crops.data.length / Math.max(1, crops.count);
      const rows = Array.from({ length: crops.count }, (_, i) =>
        read(crops.data.subarray(i * pixels, (i + 1) * pixels)),
      );
      return { model, probabilities: Float32Array.from(rows.flat()) };
    },
    readStrips: async (strips, _signal, network = 'lines') => {
      // No page of these tests has a MICR line, or an amount in words.
      if (network === 'micr') return blankReadings(strips, model, MICR_CLASSES);
      if (network === 'words') return blankReadings(strips, model, WORD_CLASSES);
      stripCalls.push(strips);
      networks.push(network);
      return readEach(strips, readStrip, model);
    },
  };
}

/** A network to which every crop is one digit. */
export function alwaysSays(name: string, sureness?: number, model?: ModelIdentity): FakeClassifier {
  return classifierBy(() => rowOf(name, sureness), model);
}

/** The same classifier with a calibration to its model. */
export function calibrated(classifier: Classifier, calibration: CalibrationTable): Classifier {
  return {
    ...classifier,
    readStrips: async (...call) => ({ ...(await classifier.readStrips(...call)), calibration }),
  };
}

/** White paper with rows of blocks as large as digits, each standing apart. */
export function blockPage(rows: readonly number[], width = 400, height = 240): GreyImage {
  const data = new Uint8Array(width * height).fill(255);
  rows.forEach((blocks, row) => {
    for (let block = 0; block < blocks; block++) {
      for (let y = 0; y < 22; y++) {
        const start = (40 + 60 * row + y) * width + 40 + 20 * block;
        data.fill(10, start, start + 12);
      }
    }
  });
  return { width, height, data };
}

const DPI = 100;

export async function pngOf({ width, height, data }: GreyImage): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 1 } })
    .withMetadata({ density: DPI })
    .png()
    .toBuffer();
}

/** Several pages of one size in one TIFF. */
export async function tiffOf(...pages: readonly GreyImage[]): Promise<Uint8Array> {
  const pictures = await Promise.all(pages.map(pngOf));
  return sharp(pictures, { join: { animated: true } })
    .tiff({ compression: 'lzw', xres: DPI / 25.4, yres: DPI / 25.4 })
    .toBuffer();
}
