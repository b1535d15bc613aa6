import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

/** Unsigned bytes with their lengths along each axis, outermost first (the MNIST file format, LeCun 1998). */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

const UNSIGNED_BYTE = 0x08;

/** Throws RangeError for anything but unsigned bytes whose count equals what the header promises. */
export function parseIdx(bytes: Uint8Array): IdxArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const axes = bytes.length < 4 ? 0 : view.getUint8(3);
  if (axes === 0 || view.getUint16(0) !== 0 || view.getUint8(2) !== UNSIGNED_BYTE) {
    throw new RangeError('Expected an IDX file of unsigned bytes but received another header');
  }
  const start = 4 + 4 * axes;
  if (bytes.length < start) {
    throw new RangeError(`Expected an IDX header of ${start} bytes but received ${bytes.length}`);
  }
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const count = shape.reduce((product, length) => product * length, 1);
  if (bytes.length - start !== count) {
    throw new RangeError(`Expected ${count} bytes after the IDX header but received ${bytes.length - start}`);
  }
  return { shape, data: bytes.subarray(start) };
}

export function formatIdx({ shape, data }: IdxArray): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(2, UNSIGNED_BYTE);
  view.setUint8(3, shape.length);
  shape.forEach((length, axis) => {
    view.setUint32(4 + 4 * axis, length);
  });
  bytes.set(data, 4 + 4 * shape.length);
  return bytes;
}

/** Reads a file, unpacking gzip where the bytes say so. */
export async function readIdx(path: string): Promise<IdxArray> {
  const bytes = await readFile(path);
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return parseIdx(packed ? gunzipSync(bytes) : bytes);
}

export async function writeIdx(path: string, array: IdxArray): Promise<void> {
  await writeFile(path, formatIdx(array));
}
