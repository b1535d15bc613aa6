import type { GreyImage } from '../../../lib/document/image.ts';
import type { Corrupt } from './corruption.ts';
import { type Field, mapField, toField, toImage } from './field.ts';

/** Radians: severity 2 of the paper. */
const SHEAR = 0.4;
const TURN = 0.4;
/** The digit at this share of its size: severity 3. */
const SHRINK = 0.7;
/** Pixels in both directions: severity 3. */
const SHIFT = 3;

/** Where a pixel's ink comes from, relative to the middle of the picture. */
type Source = (x: number, y: number) => readonly [number, number];

export const shear: Corrupt = (image, random) => {
  const angle = SHEAR * random.sign();
  return warp(image, (x, y) => [x - Math.sin(angle) * y, Math.cos(angle) * y]);
};

export const rotate: Corrupt = (image, random) => {
  const angle = TURN * random.sign();
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return warp(image, (x, y) => [cos * x - sin * y, sin * x + cos * y]);
};

/** Smaller. */
export const scale: Corrupt = (image) => warp(image, (x, y) => [x / SHRINK, y / SHRINK]);

/** Off the middle; ink that leaves the picture is lost. */
export const translate: Corrupt = (image, random) => {
  const [dx, dy] = [SHIFT * random.sign(), SHIFT * random.sign()];
  return warp(image, (x, y) => [x + dx, y + dy]);
};

function warp(image: GreyImage, source: Source): GreyImage {
  const field = toField(image);
  const [middleX, middleY] = [(image.width - 1) / 2, (image.height - 1) / 2];
  return toImage(
    mapField(field, (x, y) => {
      const [fromX, fromY] = source(x - middleX, y - middleY);
      return sample(field, fromX + middleX, fromY + middleY);
    }),
  );
}

/** Between four pixels, linear; black outside of the picture. */
function sample({ width, height, data }: Field, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - left, y - top];
  const at = (u: number, v: number) =>
    u < 0 || v < 0 || u >= width || v >= height ? 0 : data[v * width + u]!;
  const upper = at(left, top) * (1 - right) + at(left + 1, top) * right;
  const lower = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right;
  return upper * (1 - down) + lower * down;
}
