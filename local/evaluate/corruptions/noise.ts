import type { Corrupt } from './corruption.ts';
import { toField, toImage } from './field.ts';

/** Light so low that it comes in few quanta: severity 5 of the paper, 3 for full ink. */
const QUANTA = 3;
/** Share of pixels that become black or white: severity 4. */
const IMPULSES = 0.17;

/** Shot noise: each pixel's ink is a count of few events. */
export const shotNoise: Corrupt = (image, random) => {
  const field = toField(image);
  return toImage({ ...field, data: field.data.map((level) => random.poisson(level * QUANTA) / QUANTA) });
};

/** Salt and pepper. */
export const impulseNoise: Corrupt = (image, random) => ({
  ...image,
  data: image.data.map((level) => (random.next() < IMPULSES ? random.below(2) * 255 : level)),
});
