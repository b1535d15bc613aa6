import type { Corrupt } from './corruption.ts';
import { gaussianBlur, mapField, toField, toImage } from './field.ts';

/** Severity 4 of the paper: drops are where blurred noise is over its mean, after their rims are worn off. */
const MEAN = 0.65;
const DEVIATION = 0.3;
const RIM_SIGMA = 1.5;
const RIM = 0.8;
/** How bright mud is. */
const MUD = 63 / 255;

/** Drops of mud that hide what is under them. */
export const spatter: Corrupt = (image, random) => {
  const field = toField(image);
  const noise = gaussianBlur(
    mapField(field, () => MEAN + DEVIATION * random.normal()),
    1,
  );
  const drops = gaussianBlur(
    mapField(noise, (_x, _y, level) => (level > MEAN ? 1 : 0)),
    RIM_SIGMA,
  );
  return toImage(
    mapField(field, (x, y, level) => {
      const cover = drops.data[y * field.width + x]!;
      return cover < RIM ? level : level * (1 - cover) + MUD * cover;
    }),
  );
};
