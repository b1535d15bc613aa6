import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CROP_SIZE, type CropBatch, STRIP_HEIGHT } from '../../lib/document/image.ts';
import { stripBatch } from '../../lib/pipeline/batches.ts';
import { rememberAnswers } from '../../lib/pipeline/remember-answers.ts';
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
/** Strips of these widths, each of one level. */
const stripsOf = (...widths: readonly number[]) =>
  stripBatch(widths.map((width) => ({ width, data: new Uint8Array(width * STRIP_HEIGHT).fill(width * 8) })));
const reader = () => classifierBy((crop) => rowOf(String(crop[0]! % 10)));

describe('rememberAnswers', () => {
  it('asks for each crop once, also within a batch', async () => {
    const asked = reader();
    const remembering = rememberAnswers(asked);
    await remembering.classify(batchOf(1, 2, 1));
    await remembering.classify(batchOf(2, 3));
    await remembering.classify(batchOf(3, 1));
    expect(asked.calls.map(({ count }) => count)).toEqual([2, 1]);
  });

  it('answers as the classifier does', async () => {
    const levels = fc.array(fc.nat(9), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(levels, { maxLength: 4 }), async (batches) => {
        const remembering = rememberAnswers(reader());
        for (const batch of batches) {
          expect(await remembering.classify(batchOf(...batch))).toEqual(
            await reader().classify(batchOf(...batch)),
          );
        }
      }),
    );
  });

  it('tells which model answers where there is nothing to ask', async () => {
    const { model, probabilities } = await rememberAnswers(reader()).classify(batchOf());
    expect(model).toEqual(MODEL);
    expect(probabilities).toHaveLength(0);
  });

  it('asks each network for each strip once', async () => {
    const asked = reader();
    const remembering = rememberAnswers(asked);
    const first = await remembering.readStrips(stripsOf(8, 16, 8));
    expect(asked.stripCalls.map(({ widths }) => widths)).toEqual([[8, 16]]);
    expect(first).toEqual(await reader().readStrips(stripsOf(8, 16, 8)));
    const again = await remembering.readStrips(stripsOf(16, 24));
    expect(asked.stripCalls.map(({ widths }) => widths)).toEqual([[8, 16], [24]]);
    expect(again).toEqual(await reader().readStrips(stripsOf(16, 24)));
    // What magnetic ink says in the same strip is another question.
    expect((await remembering.readStrips(stripsOf(8), undefined, 'micr')).classes).not.toEqual(first.classes);
  });
});
