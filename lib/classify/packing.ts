import type { CropBatch, StripBatch } from '../document/image.ts';
import type { StripNetwork } from './classifier.ts';
import { expectOneOf, expectRecord } from './expect.ts';
import { type PackedClassification, type PackedCrops, unpackCrops } from './pack-crops.ts';
import { type PackedReadings, type PackedStrips, unpackStrips } from './pack-strips.ts';
import { expectVersion, type PackedError } from './packed-envelope.ts';

/**
 * What goes over the wire between the segment and the classify function, as JSON, version 3.
 *
 * A request has a `kind`, crops or strips, and is one of two:
 * 1. `PackedCrops`: `count` crops as base64 of `count * size * size` bytes, for the glyph network.
 * 2. `PackedStrips`: strips of the `widths` given as base64 of their bytes one after the other, for the `network` named.
 *
 * The answer is one of three:
 * 1. Of the request's kind, with base64 of rows of little-endian float32: `PackedClassification` has a row for each crop,
 *    `PackedReadings` has `width / STRIP_FRAME` rows for each strip, and the calibration of the model that answered.
 * 2. `PackedError`: the function understood what went wrong. `retryable` false: the same call can never succeed (a bad
 *    request, a broken model); true: it may succeed later. Unpacking it throws the error that this means.
 * 3. An Invoke with `FunctionError` set (out of memory, timeout, a bug): the function could not say anything. Whoever
 *    invokes makes TransientError `classifier-failed` of it, as of a throttled or failed Invoke.
 */
export type PackedRequest = PackedCrops | PackedStrips;
export type PackedAnswer = PackedClassification | PackedReadings | PackedError;

export type ClassifyRequest =
  | { readonly kind: 'crops'; readonly crops: CropBatch }
  | { readonly kind: 'strips'; readonly strips: StripBatch; readonly network: StripNetwork };

/** Reads a request of either kind. Throws RequestError `bad-request` that says what was expected and what came. */
export function unpackRequest(value: unknown): ClassifyRequest {
  const packed = expectRecord('request', value);
  expectVersion(packed);
  const kind = expectOneOf('kind', packed.kind, ['crops', 'strips']);
  switch (kind) {
    case 'crops':
      return { kind, crops: unpackCrops(packed) };
    case 'strips':
      return { kind, ...unpackStrips(packed) };
  }
}
