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
