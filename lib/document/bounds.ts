/** Every limit on input, with its unit, in one place. All are checked before pixels are allocated. */

/** Bytes of one document. */
export const MAX_DOCUMENT_BYTES = 25 * 1024 * 1024;
/** Pixels of one page. */
export const MAX_PAGE_PIXELS = 60_000_000;
/** Pixels along one side of a page. */
export const MAX_PAGE_SIDE = 30_000;
/** Pages of one document. */
export const MAX_PAGES = 50;
/** Pixels along the shorter side under which nothing can be read. */
export const MIN_PAGE_SIDE = 8;
/** Crops in one call of the classify function: 1,000 x 784 bytes are about 1 MB in base64, of a 6 MB payload. */
export const MAX_CROPS_PER_CALL = 1_000;
