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
/** Strips in one call of the classify function. */
export const MAX_STRIPS_PER_CALL = 1_000;
/** Columns of one strip: 4,096 are about 120 characters, and 10 MB while the network runs. */
export const MAX_STRIP_COLUMNS = 4_096;
/**
 * Columns of all strips in one call: 32,768 are 1.4 MB in base64, and as many come back from a network of 16 classes; a
 * network of 64 classes would just fill the 6 MB of a payload.
 */
export const MAX_STRIP_COLUMNS_PER_CALL = 32_768;
/** Records of one image cash letter: some eight for each check. */
export const MAX_CASH_LETTER_RECORDS = 20_000;
/** Checks of one image cash letter: about as many as 25 MB hold. */
export const MAX_CASH_LETTER_ITEMS = 1_000;
/** Image views of one image cash letter, of fronts, backs and parts of them. */
export const MAX_CASH_LETTER_IMAGES = 10_000;
/** Bytes of the image of one check; a bitonal one has some 10,000. */
export const MAX_ITEM_IMAGE_BYTES = 5 * 1024 * 1024;
/** Bytes of the values that a caller expects of a document. */
export const MAX_EXPECTED_BYTES = 16 * 1024;
/** Values that a caller expects of one document. */
export const MAX_EXPECTED_VALUES = 100;
/** Bytes of the names and values of an object's metadata (AWS, "Working with object metadata"). */
export const MAX_METADATA_BYTES = 2 * 1024;
