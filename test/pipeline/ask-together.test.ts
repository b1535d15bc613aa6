import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Classifier } from '../../lib/classify/classifier.ts';
import { CROP_SIZE, STRIP_HEIGHT } from '../../lib/document/image.ts';
import { askTogether } from '../../lib/pipeline/ask-together.ts';
import { cropBatch, stripBatch } from '../../lib/pipeline/batches.ts';
import { classifierBy, MODEL, rowOf } from './fakes.ts';

const crops = (...levels: readonly number[]) =>
  cropBatch(levels.map((level) => new Uint8Array(CROP_SIZE * CROP_SIZE).fill(level)));
const strips = (...widths: readonly number[]) =>
  stripBatch(widths.map((width) => ({ width, data: new Uint8Array(width * STRIP_HEIGHT).fill(width) })));
const reader = () => classifierBy((crop) => rowOf(String(crop[0]! % 10)));

/** Asks for crops, strips or both in turn, and tells all answers. */
const job =
  (...asked: readonly number[]) =>
  async (classifier: Classifier) => {
    const answers: unknown[] = [];
    for (const [i, n] of asked.entries()) {
      const levels = Array.from({ length: n }, (_, at) => at + i);
      if (n % 2 === 0) answers.push(await classifier.classify(crops(...levels)));
      else answers.push(await classifier.readStrips(strips(...levels.map((level) => 8 + 8 * level))));
    }
    return answers;
  };

describe('askTogether', () => {
  it('puts in one batch what jobs ask at the same time, and goes on with those that are left', async () => {
    const asked = reader();
    await askTogether([job(2, 4), job(4), job(), job(2, 1)], asked);
    expect(asked.calls.map(({ count }) => count)).toEqual([8, 4]);
    expect(asked.stripCalls.map(({ widths }) => widths.length)).toEqual([1]);
  });

  it('answers each job as the classifier would, whatever the others ask', async () => {
    const questions = fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(questions, async (all) => {
        const jobs = all.map((one) => job(...one));
        const apart = await Promise.all(jobs.map((one) => one(reader())));
        expect(await askTogether(jobs, reader())).toEqual(apart);
      }),
      { numRuns: 25 },
    );
  });

  it('works within itself, and where a job asks for two things at once', async () => {
    const asked = reader();
    const twice = async (classifier: Classifier) => Promise.all([job(2)(classifier), job(4)(classifier)]);
    const [[inner], both] = await askTogether(
      [(shared) => askTogether([job(2, 2), job(2)], shared), twice],
      asked,
    );
    expect(inner).toHaveLength(2);
    expect(both.flat()).toHaveLength(2);
    expect(asked.calls.reduce((sum, { count }) => sum + count, 0)).toBe(12);
  });

  it('fails as its jobs do, and as the classifier does', async () => {
    const broken = async () => {
      throw new RangeError('no');
    };
    await expect(askTogether([job(2), broken], reader())).rejects.toThrow(RangeError);
    const failing = { ...reader(), classify: broken };
    await expect(askTogether([job(2), job(2, 2)], failing)).rejects.toThrow(RangeError);
  });

  it('tells each job which model answers, and keeps the networks apart', async () => {
    const asked = reader();
    const micr = (classifier: Classifier) => classifier.readStrips(strips(8), undefined, 'micr');
    const [[lines], magnetic] = await askTogether([job(1), micr], asked);
    expect(lines).toMatchObject({ model: MODEL });
    expect(magnetic.classes).not.toEqual((lines as typeof magnetic).classes);
  });
});
