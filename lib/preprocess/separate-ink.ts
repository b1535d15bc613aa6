import type { BinaryImage, GreyImage } from '../document/image.ts';
import { binarizeByLocalMean } from './adaptive-mean.ts';
import { binarizeAt, otsuThreshold } from './otsu.ts';
import { binarizeBySauvola } from './sauvola.ts';
import { type SoftInk, softInk } from './soft-ink.ts';

/** What a page's pixels were split into. */
export interface InkLayers extends SoftInk {
  /** 1 where there is ink. */
  readonly binary: BinaryImage;
}

export type Binarization = 'sauvola' | 'adaptive-mean' | 'otsu';

export interface SeparateInkOptions {
  /** Dots an inch: sets the size of the window. */
  readonly dpi: number;
  /** The page has two levels already: nothing is decided, nothing is soft. */
  readonly bitonal: boolean;
  /** Compared on real documents in docs/accuracy.md. @default 'sauvola' */
  readonly method?: Binarization;
}

/** A window of a sixth of an inch: wider than any stroke, narrower than the shading of a page. */
const WINDOW_RADIUS_INCH = 1 / 12;
const MIN_RADIUS = 6;

/** Separates ink from paper on an uneven background. For a bitonal page `soft` is `binary` times 255. */
export function separateInk(image: GreyImage, options: SeparateInkOptions): InkLayers {
  if (options.bitonal) {
    const binary = binarizeAt(image, 127);
    const soft = new Uint8Array(binary.data.length);
    for (let i = 0; i < soft.length; i++) soft[i] = binary.data[i]! * 255;
    return { binary, soft: { width: image.width, height: image.height, data: soft }, contrast: 255 };
  }
  const radius = Math.max(MIN_RADIUS, Math.round(options.dpi * WINDOW_RADIUS_INCH));
  const binary = binarize(image, radius, options.method ?? 'sauvola');
  return { binary, ...softInk(image, binary, radius) };
}

function binarize(image: GreyImage, radius: number, method: Binarization): BinaryImage {
  switch (method) {
    case 'sauvola':
      return binarizeBySauvola(image, { radius });
    case 'adaptive-mean':
      return binarizeByLocalMean(image, { radius });
    case 'otsu':
      return binarizeAt(image, otsuThreshold(image));
  }
}
