import {
  byNetwork,
  type Classification,
  type Classifier,
  type StripNetwork,
  type StripReadings,
} from '../classify/classifier.ts';
import { cropBatch, cropsIn, stripBatch, stripsIn } from './batches.ts';

/**
 * The same classifier, asked for each crop and each strip once: zones of a page overlap, and hold glyphs and numbers that the
 * page was asked about already. Keeps all that it saw, so one page long. Throws what the classifier throws.
 */
export function rememberAnswers(classifier: Classifier): Classifier {
  const networks = byNetwork((network) => rememberStrips(classifier, network));
  return {
    classify: rememberCrops(classifier),
    readStrips: (strips, signal, network = 'lines') => networks[network](strips, signal),
  };
}

function rememberCrops(classifier: Classifier): Classifier['classify'] {
  const rows = new Map<string, Float32Array>();
  let model: Classification['model'] | undefined;
  return async (batch, signal) => {
    const crops = cropsIn(batch);
    const keys = crops.map(keyOf);
    const unseen = unseenOf(keys, rows);
    if (unseen.length > 0 || model === undefined) {
      const answer = await classifier.classify(cropBatch(unseen.map((at) => crops[at]!)), signal);
      model = answer.model;
      const width = model.classes.length;
      unseen.forEach((at, row) => {
        rows.set(keys[at]!, answer.probabilities.slice(row * width, (row + 1) * width));
      });
    }
    const width = model.classes.length;
    const probabilities = new Float32Array(batch.count * width);
    keys.forEach((key, at) => {
      probabilities.set(rows.get(key)!, at * width);
    });
    return { model, probabilities };
  };
}

function rememberStrips(classifier: Classifier, network: StripNetwork): Classifier['readStrips'] {
  const seen = new Map<string, Float32Array>();
  let about: Omit<StripReadings, 'frames'> | undefined;
  return async (batch, signal) => {
    const strips = stripsIn(batch);
    const keys = strips.map(({ data }) => keyOf(data));
    const unseen = unseenOf(keys, seen);
    if (unseen.length > 0 || about === undefined) {
      const asked = stripBatch(unseen.map((at) => strips[at]!));
      const { frames, ...rest } = await classifier.readStrips(asked, signal, network);
      about = rest;
      unseen.forEach((at, i) => {
        seen.set(keys[at]!, frames[i]!);
      });
    }
    return { ...about, frames: keys.map((key) => seen.get(key)!) };
  };
}

/** The bytes of a picture as text, one character a byte; strips are equally high, so that it tells their width too. */
function keyOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
}

/** Where in a batch what was never asked for stands; by key, so that what stands twice in it is asked for once. */
function unseenOf(keys: readonly string[], seen: ReadonlyMap<string, unknown>): number[] {
  return [...new Map(keys.map((key, at) => [key, at] as const).filter(([key]) => !seen.has(key))).values()];
}
