/** Bytes before the first chunk. */
const SIGNATURE_BYTES = 8;
/** Length, type and CRC around the data of a chunk. */
const CHUNK_OVERHEAD = 12;

/**
 * Whether a PNG holds an animation: an `acTL` chunk before the first `IDAT` (PNG, third edition, 2025, section 11.3.6.1).
 * `bytes` begin with the signature of PNG; a broken chain of chunks ends the search.
 */
export function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = SIGNATURE_BYTES;
  while (at + CHUNK_OVERHEAD <= bytes.length) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === 'acTL') return true;
    if (type === 'IDAT') return false;
    at += view.getUint32(at) + CHUNK_OVERHEAD;
  }
  return false;
}
