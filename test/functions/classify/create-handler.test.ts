import { describe, expect, it, vi } from 'vitest';
import { createHandler } from '../../../functions/classify/create-handler.ts';
import type { Classifier } from '../../../lib/classify/classifier.ts';
import { packCrops, unpackClassification } from '../../../lib/classify/pack-crops.ts';
import { packStrips, unpackReadings } from '../../../lib/classify/pack-strips.ts';
import { RequestError, TransientError } from '../../../lib/document/errors.ts';
import type { CropBatch, StripBatch } from '../../../lib/document/image.ts';
import { blankReadings, failingClassifier } from '../../classify/fake-classifier.ts';
import { someStrips } from '../../classify/some-strips.ts';

const model = { version: 'v', sha256: 'f'.repeat(64), classes: ['0', '1'] };
const request = packCrops({ count: 2, data: new Uint8Array(2 * 784) });

describe('createHandler', () => {
  it('answers packed crops with packed probabilities', async () => {
    const handler = createHandler(async () => classifierThat(async ({ count }) => halves(count)));
    expect(unpackClassification(await handler(request), 2)).toEqual({ model, probabilities: halves(2) });
  });

  it('answers packed strips with packed frames', async () => {
    const handler = createHandler(async () => classifierThat(async ({ count }) => halves(count)));
    const strips = someStrips([8, 24]);
    const readings = unpackReadings(await handler(packStrips(strips)), strips.widths);
    expect(readings).toEqual(blankReadings(strips, model));
  });

  it('asks the network that the strips are for', async () => {
    const readStrips = vi.fn(async (strips: StripBatch) => blankReadings(strips, model));
    const handler = createHandler(async () => ({ ...failingClassifier(new Error('not asked')), readStrips }));
    await handler(packStrips(someStrips([8]), 'micr'));
    expect(readStrips).toHaveBeenCalledWith(expect.anything(), undefined, 'micr');
  });

  it('answers strips with what was wrong, as it does crops', async () => {
    const failure = new RequestError('model-invalid', 'Expected a hash');
    const handler = createHandler(async () => failingClassifier(failure));
    expect(await handler(packStrips(someStrips([8])))).toEqual({
      version: 3,
      error: { code: 'model-invalid', message: 'Expected a hash', retryable: false },
    });
  });

  it('opens the classifier at once, and once for all calls', async () => {
    const open = vi.fn(async () => classifierThat(async ({ count }) => halves(count)));
    const handler = createHandler(open);
    expect(open).toHaveBeenCalledTimes(1);
    await Promise.all([handler(request), handler(request)]);
    await handler(request);
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('answers a bad request with what was wrong, and goes on', async () => {
    const handler = createHandler(async () => classifierThat(async ({ count }) => halves(count)));
    expect(await handler({ ...request, version: 9 })).toEqual({
      version: 3,
      error: { code: 'bad-request', message: 'Expected 3 for version but received 9', retryable: false },
    });
    expect(await handler(request)).toHaveProperty('count', 2);
  });

  it('answers every call with what is wrong with the model', async () => {
    const handler = createHandler(async () => {
      throw new RequestError('model-invalid', 'Expected SHA-256 ...');
    });
    const error = { code: 'model-invalid', message: 'Expected SHA-256 ...', retryable: false };
    expect(await handler(request)).toEqual({ version: 3, error });
    expect(await handler(request)).toEqual({ version: 3, error });
  });

  it('tries again after an opening that failed', async () => {
    const open = vi.fn(async () => classifierThat(async ({ count }) => halves(count)));
    open.mockRejectedValueOnce(new Error('EIO'));
    const handler = createHandler(open);
    await expect(handler(request)).rejects.toThrow('EIO');
    expect(await handler(request)).toHaveProperty('count', 2);
  });

  it('says that a retry may help when the network failed', async () => {
    const handler = createHandler(async () =>
      classifierThat(async () => {
        throw new TransientError('classifier-failed', 'The network failed on 2 crops');
      }),
    );
    expect(await handler(request)).toHaveProperty('error.retryable', true);
  });

  it('throws what nobody threw on purpose, for Lambda to report', async () => {
    const handler = createHandler(async () =>
      classifierThat(async () => {
        throw new TypeError('a bug');
      }),
    );
    await expect(handler(request)).rejects.toThrow(TypeError);
  });
});

function classifierThat(probabilities: (crops: CropBatch) => Promise<Float32Array>): Classifier {
  return {
    classify: async (crops) => ({ model, probabilities: await probabilities(crops) }),
    readStrips: async (strips) => blankReadings(strips, model),
  };
}

function halves(count: number): Float32Array {
  return new Float32Array(2 * count).fill(0.5);
}
