import type { GreyImage } from '../../../lib/document/image.ts';

/** A picture in 0 to 1, row-major, to calculate with. */
export interface Field {
  readonly width: number;
  readonly height: number;
  readonly data: Float64Array;
}

export function toField({ width, height, data }: GreyImage): Field {
  return { width, height, data: Float64Array.from(data, (level) => level / 255) };
}

/** Rounded to 0 to 255; what lies outside of 0 to 1 is clipped. */
export function toImage({ width, height, data }: Field): GreyImage {
  return {
    width,
    height,
    data: Uint8Array.from(data, (level) => Math.round(Math.min(1, Math.max(0, level)) * 255)),
  };
}

/** A new field of the same size; `of` is given column, row and what is there now. */
export function mapField(field: Field, of: (x: number, y: number, level: number) => number): Field {
  const { width, height, data } = field;
  return { width, height, data: data.map((level, at) => of(at % width, Math.floor(at / width), level)) };
}

/** The level at whole pixels; beyond the edge, that of the nearest pixel. */
export function nearest({ width, height, data }: Field, x: number, y: number): number {
  return data[Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))]!;
}

/** Blurred by a Gaussian of `sigma` pixels, cut off at four of them; the edges are repeated outwards. */
export function gaussianBlur(field: Field, sigma: number): Field {
  const reach = Math.ceil(4 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const pass = (source: Field, dx: number, dy: number) =>
    mapField(source, (x, y) =>
      weights.reduce((sum, weight, i) => {
        const step = i - reach;
        return sum + (weight / total) * nearest(source, x + dx * step, y + dy * step);
      }, 0),
    );
  return pass(pass(field, 1, 0), 0, 1);
}
