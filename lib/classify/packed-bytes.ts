import { RequestError } from '../document/errors.ts';
import { expectText, fail } from './expect.ts';

/** Pictures and probabilities inside JSON: base64 with padding (RFC 4648, section 4). */

export function packBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** Little-endian float32, one part after the other. */
export function packProbabilities(parts: readonly Float32Array[]): string {
  const view = new DataView(new ArrayBuffer(parts.reduce((sum, { length }) => sum + length, 0) * 4));
  let at = 0;
  for (const part of parts) {
    for (const probability of part) {
      view.setFloat32(at, probability, true);
      at += 4;
    }
  }
  return packBytes(new Uint8Array(view.buffer));
}

/** Exactly `length` bytes; Buffer alone would skip what it cannot read. Throws RequestError `bad-request`. */
export function expectBytes(name: string, value: unknown, length: number): Uint8Array {
  const text = expectText(name, value);
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) fail(name, 'base64 with padding', value);
  if (bytes.length !== length) {
    throw new RequestError(
      'bad-request',
      `Expected ${length} bytes for ${name} but received ${bytes.length}`,
    );
  }
  return bytes;
}

/** Exactly `length` floats from 0 to 1. Throws RequestError `bad-request`. */
export function expectProbabilities(name: string, value: unknown, length: number): Float32Array {
  const bytes = expectBytes(name, value, length * 4);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const probabilities = Float32Array.from({ length }, (_, i) => view.getFloat32(i * 4, true));
  const wrong = probabilities.findIndex((probability) => !(probability >= 0 && probability <= 1));
  if (wrong >= 0) {
    throw new RequestError(
      'bad-request',
      `Expected probabilities from 0 to 1 but received ${probabilities[wrong]} at ${wrong}`,
    );
  }
  return probabilities;
}
