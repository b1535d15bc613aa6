import { MAX_CROPS_PER_CALL } from '../document/bounds.ts';
import { CROP_SIZE, type CropBatch } from '../document/image.ts';
import type { ModelIdentity } from '../document/model-identity.ts';
import type { Classification } from './classifier.ts';
import { expectCount, expectRecord, expectValue } from './expect.ts';
import { expectBytes, expectProbabilities, packBytes, packProbabilities } from './packed-bytes.ts';
import { expectVersion, PACKING_VERSION, unpackAnswer } from './packed-envelope.ts';

export interface PackedCrops {
  readonly version: typeof PACKING_VERSION;
  readonly kind: 'crops';
  readonly size: typeof CROP_SIZE;
  readonly count: number;
  readonly crops: string;
}

export interface PackedClassification {
  readonly version: typeof PACKING_VERSION;
  readonly kind: 'crops';
  readonly model: ModelIdentity;
  readonly count: number;
  readonly probabilities: string;
}

/** Throws RequestError `bad-request` for more than `MAX_CROPS_PER_CALL` crops or bytes that do not fit the count. */
export function packCrops(crops: CropBatch): PackedCrops {
  expectCount('count', crops.count, MAX_CROPS_PER_CALL);
  expectValue('bytes of crops', crops.data.length, crops.count * CROP_SIZE * CROP_SIZE);
  return {
    version: PACKING_VERSION,
    kind: 'crops',
    size: CROP_SIZE,
    count: crops.count,
    crops: packBytes(crops.data),
  };
}

/** Reads a request of this kind. Throws RequestError `bad-request`. */
export function unpackCrops(value: unknown): CropBatch {
  const packed = expectRecord('request', value);
  expectVersion(packed);
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
  return {
    version: PACKING_VERSION,
    kind: 'crops',
    model,
    count,
    probabilities: packProbabilities([probabilities]),
  };
}

/** Reads the answer to a request of `count` crops. Throws what `unpackAnswer` throws. */
export function unpackClassification(value: unknown, count: number): Classification {
  const { packed, model } = unpackAnswer(value, 'crops');
  expectValue('count', packed.count, count);
  const length = count * model.classes.length;
  return { model, probabilities: expectProbabilities('probabilities', packed.probabilities, length) };
}
