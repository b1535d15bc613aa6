import type { BinaryImage, GreyImage } from '../document/image.ts';
import { binarizeByLocalMean } from './adaptive-mean.ts';
import { binarizeAt, otsuThreshold } from './otsu.ts';
import { binarizeBySauvola } from './sauvola.ts';
import { forEachWindowRow } from './window-rows.ts';

/** What a page's pixels were split into. */
export interface InkLayers {
  /** 1 where there is ink. */
  readonly binary: BinaryImage;
  /** How much ink there is, bright on black: 0 paper, 255 the page's full ink; keeps the soft edges of strokes. */
  readonly soft: GreyImage;
  /** Levels of grey (of 255) between the page's full ink and the paper round it. */
  readonly contrast: number;
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
/** The page's full ink is the darkest tenth of what is ink; a blot must not make the pen look faint. */
const FULL_INK_QUANTILE = 0.9;
/** Less difference between ink and paper than this (of 255) is noise. */
const MIN_CONTRAST = 16;

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

/** Darkness against the local paper, scaled so that the page's full ink is 255. */
function softInk(
  image: GreyImage,
  binary: BinaryImage,
  radius: number,
): Pick<InkLayers, 'soft' | 'contrast'> {
  const { width, height, data } = image;
  const paperLevels = new Uint8Array(data.length);
  const isPaper = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) {
    if (binary.data[i]! === 1) continue;
    paperLevels[i] = data[i]!;
    isPaper[i] = 1;
  }
  const depth = new Uint8Array(data.length);
  const histogram = new Float64Array(256);
  forEachWindowRow(width, height, [paperLevels, isPaper], radius, ({ y, sums }) => {
    const [levels, papers] = sums as readonly [Float64Array, Float64Array];
    const start = y * width;
    for (let x = 0; x < width; x++) {
      // Inside a blot wider than the window there is no paper to compare with: it counts as white.
      const paper = papers[x]! > 0 ? levels[x]! / papers[x]! : 255;
      const below = Math.max(0, Math.round(paper - data[start + x]!));
      depth[start + x] = below;
      if (binary.data[start + x]! === 1) histogram[below]!++;
    }
  });
  const contrast = quantile(histogram, FULL_INK_QUANTILE);
  const full = Math.max(MIN_CONTRAST, contrast);
  for (let i = 0; i < depth.length; i++) depth[i] = Math.min(255, Math.round((depth[i]! * 255) / full));
  return { soft: { width, height, data: depth }, contrast };
}

function quantile(histogram: Float64Array, fraction: number): number {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (let level = 0; level < histogram.length; level++) {
    seen += histogram[level]!;
    if (seen >= total * fraction) return level;
  }
  return 0;
}
