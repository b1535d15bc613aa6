import type { GreyImage } from '../document/image.ts';
import type { Component, LabelledImage } from './cv/connected-components.ts';

export interface DespeckleOptions {
  readonly dpi: number;
  /** How much ink there is, bright on black; a speck is judged by it too. */
  readonly soft: GreyImage;
}

/** Sides under which ink is a speck, in inches: finer than the finest pen's dot. */
const SPECK_INCH = 0.008;
/** Pixels of ink that even a coarse scan's speck may have. */
const SPECK_PIXELS = 3;
/** Up to this side, in inches, what is fainter than this is the paper's own pattern: halftone dots, the weave of a photo. */
const DOT_INCH = 0.04;
const FAINT_INK = 128;

/** The components that are more than specks of dust, dither, halftone or JPEG noise. */
export function despeckle(image: LabelledImage, { dpi, soft }: DespeckleOptions): Component[] {
  const side = SPECK_INCH * dpi;
  const darkness = meanInk(image, soft);
  return image.components.filter(({ box, area, label }) => {
    const longest = Math.max(box.width, box.height);
    if (area <= SPECK_PIXELS || longest <= side || area <= side * side) return false;
    return longest > DOT_INCH * dpi || darkness[label]! >= FAINT_INK;
  });
}

/** For each label, the mean ink of its pixels. */
function meanInk({ labels, components }: LabelledImage, { data }: GreyImage): Float64Array {
  const last = components.at(-1)?.label ?? 0;
  const sums = new Float64Array(last + 1);
  const counts = new Float64Array(last + 1);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    sums[label]! += data[i]!;
    counts[label]!++;
  }
  return sums.map((sum, label) => sum / counts[label]!);
}
