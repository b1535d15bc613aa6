import type { Classification, Classifier } from '../classify/classifier.ts';
import type { CropBatch } from '../document/image.ts';

/**
 * The same classifier, asked for each crop once: zones of a page overlap, and hold glyphs that the page was asked about already.
 * Keeps every crop that it saw, so one page long. Strips are passed on. Throws what the classifier throws.
 */
export function rememberCrops(classifier: Classifier): Classifier {
  const rows = new Map<string, Float32Array>();
  let model: Classification['model'] | undefined;
  return {
    readStrips: (...call) => classifier.readStrips(...call),
    async classify(crops, signal) {
      const keys = keysOf(crops);
      // By key, so that what stands twice in one batch is asked for once too.
      const unseen = new Map(keys.map((key, at) => [key, at] as const).filter(([key]) => !rows.has(key)));
      if (unseen.size > 0 || model === undefined) {
        const answer = await classifier.classify(pick(crops, [...unseen.values()]), signal);
        model = answer.model;
        const width = model.classes.length;
        [...unseen.keys()].forEach((key, row) => {
          rows.set(key, answer.probabilities.slice(row * width, (row + 1) * width));
        });
      }
      const width = model.classes.length;
      const probabilities = new Float32Array(crops.count * width);
      keys.forEach((key, at) => {
        probabilities.set(rows.get(key)!, at * width);
      });
      return { model, probabilities };
    },
  };
}

/** The bytes of each crop as text, one character a byte. */
function keysOf({ count, data }: CropBatch): string[] {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const size = count === 0 ? 0 : data.length / count;
  return Array.from({ length: count }, (_, at) => bytes.toString('latin1', at * size, (at + 1) * size));
}

function pick({ count, data }: CropBatch, places: readonly number[]): CropBatch {
  const size = count === 0 ? 0 : data.length / count;
  const picked = new Uint8Array(places.length * size);
  places.forEach((place, at) => {
    picked.set(data.subarray(place * size, (place + 1) * size), at * size);
  });
  return { count: places.length, data: picked };
}
