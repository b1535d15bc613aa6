import type { Component } from './cv/connected-components.ts';

export interface DespeckleOptions {
  readonly dpi: number;
}

/** Sides under which ink is a speck, in inches: finer than the finest pen's dot. */
const SPECK_INCH = 0.008;
/** Pixels of ink that even a coarse scan's speck may have. */
const SPECK_PIXELS = 3;

/** The components that are more than specks of dust, dither or JPEG noise. */
export function despeckle(components: readonly Component[], { dpi }: DespeckleOptions): Component[] {
  const side = SPECK_INCH * dpi;
  return components.filter(
    ({ box, area }) => area > SPECK_PIXELS && Math.max(box.width, box.height) > side && area > side * side,
  );
}
