import { MAX_CROPS_PER_CALL } from '../document/bounds.ts';
import { type DigitliftError, RequestError, TransientError } from '../document/errors.ts';
import { CROP_SIZE, type CropBatch } from '../document/image.ts';
import type { ModelIdentity } from '../document/model-identity.ts';
import type { Classification } from './classifier.ts';
import { expectArray, expectBytes, expectCount, expectRecord, expectText, expectValue } from './expect.ts';

/**
 * What goes over the wire between the segment and the classify function, as JSON, version 1.
 *
 * A request has `count` crops as base64 of `count * size * size` bytes. The answer is one of three:
 * 1. `PackedClassification`: base64 of `count` rows of little-endian float32.
 * 2. `PackedError`: the function understood what went wrong. `retryable` false: the same call can never succeed (a bad
 *    request, a broken model); true: it may succeed later. `unpackClassification` throws the error that this means.
 * 3. An Invoke with `FunctionError` set (out of memory, timeout, a bug): the function could not say anything. Whoever
 *    invokes makes TransientError `classifier-failed` of it, as of a throttled or failed Invoke.
 */
export const PACKING_VERSION = 1;

export interface PackedCrops {
  readonly version: typeof PACKING_VERSION;
  readonly size: typeof CROP_SIZE;
  readonly count: number;
  readonly crops: string;
}

export interface PackedClassification {
  readonly version: typeof PACKING_VERSION;
  readonly model: ModelIdentity;
  readonly count: number;
  readonly probabilities: string;
}

export interface PackedError {
  readonly version: typeof PACKING_VERSION;
  readonly error: { readonly code: string; readonly message: string; readonly retryable: boolean };
}

/** Throws RequestError `bad-request` for more than `MAX_CROPS_PER_CALL` crops or bytes that do not fit the count. */
export function packCrops(crops: CropBatch): PackedCrops {
  expectCount('count', crops.count, MAX_CROPS_PER_CALL);
  expectValue('bytes of crops', crops.data.length, crops.count * CROP_SIZE * CROP_SIZE);
  return { version: PACKING_VERSION, size: CROP_SIZE, count: crops.count, crops: toBase64(crops.data) };
}

/** Reads a request. Throws RequestError `bad-request` that says what was expected and what came. */
export function unpackCrops(value: unknown): CropBatch {
  const packed = expectRecord('request', value);
  expectValue('version', packed.version, PACKING_VERSION);
  expectValue('size', packed.size, CROP_SIZE);
  const count = expectCount('count', packed.count, MAX_CROPS_PER_CALL);
  return { count, data: expectBytes('crops', packed.crops, count * CROP_SIZE * CROP_SIZE) };
}

/** Throws RangeError when the rows are not whole. */
export function packClassification({ model, probabilities }: Classification): PackedClassification {
  const count = probabilities.length / model.classes.length;
  if (!Number.isInteger(count)) {
    throw new RangeError(
      `Expected rows of ${model.classes.length} probabilities but received ${probabilities.length}`,
    );
  }
  const bytes = new DataView(new ArrayBuffer(probabilities.length * 4));
  probabilities.forEach((probability, i) => {
    bytes.setFloat32(i * 4, probability, true);
  });
  return {
    version: PACKING_VERSION,
    model,
    count,
    probabilities: toBase64(new Uint8Array(bytes.buffer)),
  };
}

/** The answer for an error that Digitlift threw on purpose; any other error is not for the wire. */
export function packError({ code, message, retryable }: DigitliftError): PackedError {
  return { version: PACKING_VERSION, error: { code, message, retryable } };
}

/**
 * Reads the answer to a request of `count` crops. Throws TransientError `classifier-failed` for a retryable
 * `PackedError`, RequestError for any other (`model-invalid` as such, the rest as `bad-request`), and RequestError
 * `bad-request` for an answer that is not of this protocol.
 */
export function unpackClassification(value: unknown, count: number): Classification {
  const packed = expectRecord('answer', value);
  expectValue('version', packed.version, PACKING_VERSION);
  if (packed.error !== undefined) throw toError(packed.error);
  const model = expectModel(packed.model);
  expectValue('count', packed.count, count);
  const bytes = expectBytes('probabilities', packed.probabilities, count * model.classes.length * 4);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const probabilities = Float32Array.from({ length: bytes.length / 4 }, (_, i) =>
    view.getFloat32(i * 4, true),
  );
  const wrong = probabilities.findIndex((probability) => !(probability >= 0 && probability <= 1));
  if (wrong >= 0) {
    throw new RequestError(
      'bad-request',
      `Expected probabilities from 0 to 1 but received ${probabilities[wrong]} at ${wrong}`,
    );
  }
  return { model, probabilities };
}

function expectModel(value: unknown): ModelIdentity {
  const model = expectRecord('model', value);
  return {
    version: expectText('model.version', model.version),
    sha256: expectText('model.sha256', model.sha256),
    classes: expectArray('model.classes', model.classes).map((name, i) =>
      expectText(`model.classes.${i}`, name),
    ),
  };
}

function toError(value: unknown): DigitliftError {
  const error = expectRecord('error', value);
  const code = expectText('error.code', error.code);
  const message = `The classify function answered ${code}: ${expectText('error.message', error.message)}`;
  if (error.retryable === true) return new TransientError('classifier-failed', message);
  return new RequestError(code === 'model-invalid' ? code : 'bad-request', message);
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
