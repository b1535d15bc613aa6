/** 8-bit grey, row-major, one byte a pixel: 0 is black ink, 255 is white paper. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Two-level picture, row-major, one byte a pixel: 1 is ink, 0 is paper. */
export interface BinaryImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Side in pixels of a crop, the square grey picture that the network reads. */
export const CROP_SIZE = 28;

/**
 * Normalized glyphs, one after the other: `count` crops of `CROP_SIZE` x `CROP_SIZE` bytes, row-major.
 * Unlike a page, a crop has bright ink: 255 is full ink, 0 is paper (the MNIST convention).
 */
export interface CropBatch {
  readonly count: number;
  readonly data: Uint8Array;
}

/** Rows of a strip, the stretch of a text line that the line network reads. */
export const STRIP_HEIGHT = 32;
/** Strips are a multiple of this many columns wide. */
export const STRIP_STEP = 8;
/** Columns of a strip for each frame, one row of the line network's answer. */
export const STRIP_FRAME = 2;

/**
 * Strips of STRIP_HEIGHT rows and the widths given, one after the other, each row-major. As in a crop, 255 is full ink and
 * 0 is paper.
 */
export interface StripBatch {
  readonly widths: readonly number[];
  readonly data: Uint8Array;
}
