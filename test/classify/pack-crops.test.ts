import { describe, expect, it } from 'vitest';
import {
  packClassification,
  packCrops,
  unpackClassification,
  unpackCrops,
} from '../../lib/classify/pack-crops.ts';
import { packError } from '../../lib/classify/packed-envelope.ts';
import { RequestError, TransientError } from '../../lib/document/errors.ts';

const model = { version: 'v', sha256: 'f'.repeat(64), classes: ['0', '1'] };
const crops = Buffer.alloc(784).toString('base64');
const oneCrop = { version: 3, kind: 'crops', size: 28, count: 1, crops };
const answer = packClassification({ model, probabilities: Float32Array.of(0.25, 0.75) });

describe('packing crops', () => {
  it('writes the crops as base64 in a versioned envelope', () => {
    expect(packCrops({ count: 1, data: new Uint8Array(784) })).toEqual(oneCrop);
  });

  it('writes probabilities as little-endian float32', () => {
    expect(answer).toEqual({
      version: 3,
      kind: 'crops',
      model,
      count: 1,
      probabilities: 'AACAPgAAQD8=',
    });
  });

  it('takes an empty batch both ways', () => {
    expect(unpackCrops(packCrops({ count: 0, data: new Uint8Array() })).count).toBe(0);
    const empty = { model, probabilities: new Float32Array() };
    expect(unpackClassification(packClassification(empty), 0)).toEqual(empty);
  });

  it('takes the crops out of the middle of a larger buffer', () => {
    const whole = Uint8Array.from({ length: 3 * 784 }, (_, i) => i % 251);
    const data = whole.subarray(784, 2 * 784);
    expect([...unpackCrops(packCrops({ count: 1, data })).data]).toEqual([...data]);
  });

  it('keeps 1,000 crops far under the 6 MB of an Invoke', () => {
    const packed = packCrops({ count: 1000, data: new Uint8Array(1000 * 784) });
    expect(JSON.stringify(packed).length).toBeLessThan(1.1e6);
  });

  it.each([
    [undefined, 'Expected an object for request but received undefined'],
    [[oneCrop], 'Expected an object for request but received a list of 1'],
    [{ ...oneCrop, version: 2 }, 'Expected 3 for version but received 2'],
    [{ ...oneCrop, version: '3' }, 'Expected 3 for version but received a text of 1 characters'],
    [{ ...oneCrop, size: 32 }, 'Expected 28 for size but received 32'],
    [{ ...oneCrop, count: 1001 }, 'Expected an integer from 0 to 1000 for count but received 1001'],
    [{ ...oneCrop, count: -1 }, 'Expected an integer from 0 to 1000 for count but received -1'],
    [{ ...oneCrop, count: Number.NaN }, 'Expected an integer from 0 to 1000 for count but received NaN'],
    [{ ...oneCrop, count: 2 }, 'Expected 1568 bytes for crops but received 784'],
    [{ ...oneCrop, crops: 'AAA=' }, 'Expected 784 bytes for crops but received 2'],
    [{ ...oneCrop, crops: 7 }, 'Expected a text for crops but received 7'],
    [
      { ...oneCrop, crops: `!${oneCrop.crops}` },
      'Expected base64 with padding for crops but received a text',
    ],
    [{ ...oneCrop, crops: oneCrop.crops.replace(/=+$/, '') }, 'Expected base64 with padding for crops'],
  ])('refuses the request %#', (request, message) => {
    expect(() => unpackCrops(request)).toThrow(message);
    expect(() => unpackCrops(request)).toThrow(RequestError);
  });

  it.each([
    [{ ...answer, version: 0 }, 'Expected 3 for version but received 0'],
    [{ ...answer, kind: 'strips' }, 'Expected "crops" for kind but received a text of 6 characters'],
    [{ ...answer, count: 2 }, 'Expected 1 for count but received 2'],
    [{ ...answer, model: { ...model, classes: [] } }, 'Expected a list that is not empty for model.classes'],
    [{ ...answer, model: { ...model, classes: ['0', 1] } }, 'Expected a text for model.classes.1'],
    [{ ...answer, probabilities: 'AACAPg==' }, 'Expected 8 bytes for probabilities but received 4'],
    [packed([Number.NaN, 1]), 'Expected probabilities from 0 to 1 but received NaN at 0'],
    [packed([0, Number.POSITIVE_INFINITY]), 'Expected probabilities from 0 to 1 but received Infinity at 1'],
    [packed([0, -0.5]), 'Expected probabilities from 0 to 1 but received -0.5 at 1'],
  ])('refuses the answer %#', (response, message) => {
    expect(() => unpackClassification(response, 1)).toThrow(message);
    expect(() => unpackClassification(response, 1)).toThrow(RequestError);
  });

  it('refuses to pack what it would refuse to unpack', () => {
    expect(() => packCrops({ count: 1001, data: new Uint8Array(1001 * 784) })).toThrow('from 0 to 1000');
    expect(() => packCrops({ count: 2, data: new Uint8Array(784) })).toThrow(
      'Expected 1568 for bytes of crops',
    );
    expect(() => packClassification({ model, probabilities: new Float32Array(3) })).toThrow('rows of 2');
  });

  it.each([
    [new TransientError('classifier-failed', 'out'), { code: 'classifier-failed', retryable: true }],
    [new TransientError('deadline-exceeded', 'late'), { code: 'classifier-failed', retryable: true }],
    [new RequestError('model-invalid', 'broken'), { code: 'model-invalid', retryable: false }],
    [new RequestError('not-found', 'gone'), { code: 'bad-request', retryable: false }],
  ])('carries an error over, and whether a retry may help: %#', (error, expected) => {
    const received = catchError(() => unpackClassification(JSON.parse(JSON.stringify(packError(error))), 1));
    expect(received).toMatchObject(expected);
    expect(received).toHaveProperty(
      'message',
      `The classify function answered ${error.code}: ${error.message}`,
    );
  });
});

function packed(values: readonly number[]) {
  return packClassification({ model, probabilities: Float32Array.from(values) });
}

function catchError(job: () => unknown): unknown {
  try {
    job();
  } catch (error) {
    return error;
  }
  throw new Error('Expected an error');
}
