import { STRIP_HEIGHT, type StripBatch } from '../../lib/document/image.ts';

/** Strips of the widths given, each with a picture of its own. */
export function someStrips(widths: readonly number[]): StripBatch {
  const columns = widths.reduce((sum, width) => sum + width, 0);
  const data = Uint8Array.from({ length: columns * STRIP_HEIGHT }, (_, i) => (i * i * 31 + i * 7) % 253);
  return { widths, data };
}
