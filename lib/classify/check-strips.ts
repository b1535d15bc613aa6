import { MAX_STRIP_COLUMNS } from '../document/bounds.ts';
import { RequestError } from '../document/errors.ts';
import { STRIP_HEIGHT, STRIP_STEP, type StripBatch } from '../document/image.ts';

/** Throws RequestError `bad-request` as `checkWidths` does, and for bytes that do not fit the widths. */
export function checkStrips({ widths, data }: StripBatch): void {
  checkWidths(widths);
  const bytes = countColumns(widths) * STRIP_HEIGHT;
  if (data.length !== bytes) {
    throw new RequestError(
      'bad-request',
      `Expected ${bytes} bytes for ${widths.length} strips but received ${data.length}`,
    );
  }
}

/** Throws RequestError `bad-request` for a width that is no multiple of `STRIP_STEP` up to `MAX_STRIP_COLUMNS`. */
export function checkWidths(widths: readonly number[]): void {
  for (const [index, width] of widths.entries()) {
    if (Number.isInteger(width / STRIP_STEP) && width >= STRIP_STEP && width <= MAX_STRIP_COLUMNS) continue;
    throw new RequestError(
      'bad-request',
      `Expected a multiple of ${STRIP_STEP} from ${STRIP_STEP} to ${MAX_STRIP_COLUMNS} for the width of strip ${index} but received ${width}`,
    );
  }
}

/** Of all strips together. */
export function countColumns(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}
