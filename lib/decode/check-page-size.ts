import { MAX_PAGE_PIXELS, MAX_PAGE_SIDE, MIN_PAGE_SIDE } from '../document/bounds.ts';
import { DocumentError } from '../document/errors.ts';

/**
 * Checks the size in pixels that page `index` (from 0) will have, before any of them is allocated.
 * Throws DocumentError `too-many-pixels`, `too-few-pixels`.
 */
export function checkPageSize(width: number, height: number, index: number): void {
  const page = `page ${index + 1} of ${width} x ${height}`;
  if (!fitsPageBounds(width, height)) {
    throw new DocumentError(
      'too-many-pixels',
      `Expected at most ${MAX_PAGE_PIXELS} pixels and ${MAX_PAGE_SIDE} along a side but received ${page}; scan it at 200 to 300 dpi`,
    );
  }
  if (Math.min(width, height) < MIN_PAGE_SIDE) {
    throw new DocumentError(
      'too-few-pixels',
      `Expected at least ${MIN_PAGE_SIDE} pixels along each side but received ${page}`,
    );
  }
}

/** Whether a page of this size in pixels may be allocated. */
export function fitsPageBounds(width: number, height: number): boolean {
  return Math.max(width, height) <= MAX_PAGE_SIDE && width * height <= MAX_PAGE_PIXELS;
}
