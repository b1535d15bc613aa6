import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CROP_SIZE, type CropBatch } from '../../lib/document/image.ts';
import { rememberCrops } from '../../lib/pipeline/remember-crops.ts';
import { classifierBy, MODEL, rowOf } from './fakes.ts';

const PIXELS = CROP_SIZE * CROP_SIZE;

/** Crops of one level each; read as the digit of the level. */
function batchOf(...levels: readonly number[]): CropBatch {
  const data = new Uint8Array(levels.length * PIXELS);
  levels.forEach((level, at) => {
    data.fill(level, at * PIXELS, (at + 1) * PIXELS);
  });
  return { count: levels.length, data };
}
const reader = () => classifierBy((crop) => rowOf(String(crop[0]! % 10)));

describe('rememberCrops', () => {
  it('asks for each crop once, also within a batch', async () => {
    const asked = reader();
    const remembering = rememberCrops(asked);
    await remembering.classify(batchOf(1, 2, 1));
    await remembering.classify(batchOf(2, 3));
    await remembering.classify(batchOf(3, 1));
    expect(asked.calls.map(({ count }) => count)).toEqual([2, 1]);
  });

  it('answers as the classifier does', async () => {
    const levels = fc.array(fc.nat(9), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(levels, { maxLength: 4 }), async (batches) => {
        const remembering = rememberCrops(reader());
        for (const batch of batches) {
          expect(await remembering.classify(batchOf(...batch))).toEqual(
            await reader().classify(batchOf(...batch)),
          );
        }
      }),
    );
  });

  it('tells which model answers where there is nothing to ask', async () => {
    const { model, probabilities } = await rememberCrops(reader()).classify(batchOf());
    expect(model).toEqual(MODEL);
    expect(probabilities).toHaveLength(0);
  });
});
