import { type DigitliftError, RequestError, TransientError } from '../document/errors.ts';
import type { ModelIdentity } from '../document/model-identity.ts';
import { expectOneOf, expectRecord, expectText, expectTexts, expectValue } from './expect.ts';

/** What every request and answer of packing.ts has around its pictures or probabilities. */
export const PACKING_VERSION = 3;

export type PackedKind = 'crops' | 'strips';

export interface PackedError {
  readonly version: typeof PACKING_VERSION;
  readonly error: { readonly code: string; readonly message: string; readonly retryable: boolean };
}

export interface PackedAnswerBody {
  readonly model: ModelIdentity;
  /** All members of the answer, as they came. */
  readonly packed: Readonly<Record<string, unknown>>;
}

/** Throws RequestError `bad-request` for any version but this one. */
export function expectVersion(packed: Readonly<Record<string, unknown>>): void {
  expectValue('version', packed.version, PACKING_VERSION);
}

/** The answer for an error that Digitlift threw on purpose; any other error is not for the wire. */
export function packError({ code, message, retryable }: DigitliftError): PackedError {
  return { version: PACKING_VERSION, error: { code, message, retryable } };
}

/**
 * Reads what is around an answer to a request of `kind`. Throws TransientError `classifier-failed` for a retryable
 * `PackedError`, RequestError for any other (`model-invalid` as such, the rest as `bad-request`), and RequestError
 * `bad-request` for an answer that is not of this protocol.
 */
export function unpackAnswer(value: unknown, kind: PackedKind): PackedAnswerBody {
  const packed = expectRecord('answer', value);
  expectVersion(packed);
  if (packed.error !== undefined) throw toError(packed.error);
  expectOneOf('kind', packed.kind, [kind]);
  const model = expectRecord('model', packed.model);
  return {
    packed,
    model: {
      version: expectText('model.version', model.version),
      sha256: expectText('model.sha256', model.sha256),
      classes: expectTexts('model.classes', model.classes),
    },
  };
}

function toError(value: unknown): DigitliftError {
  const error = expectRecord('error', value);
  const code = expectText('error.code', error.code);
  const message = `The classify function answered ${code}: ${expectText('error.message', error.message)}`;
  if (error.retryable === true) return new TransientError('classifier-failed', message);
  return new RequestError(code === 'model-invalid' ? code : 'bad-request', message);
}
