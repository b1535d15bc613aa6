import type { Corrupt } from './corruption.ts';
import { gaussianBlur, mapField, nearest, toField, toImage } from './field.ts';

/** Severity 1 of the paper, whose higher ones people can't read: blur, pixels shuffled twice, blur again. */
const GLASS_SIGMA = 0.7;
const GLASS_ROUNDS = 2;
/** Severity 1: the ink trails off over this many pixels ... */
const MOTION_SIGMA = 3;
/** ... and is gone after so many. */
const MOTION_LENGTH = 21;
const MOTION_ANGLE = Math.PI / 4;

/** As through rough glass: half of the pixels change places with one beside them. */
export const glassBlur: Corrupt = (image, random) => {
  const field = gaussianBlur(toField(image), GLASS_SIGMA);
  const { width, height, data } = field;
  for (let round = 0; round < GLASS_ROUNDS; round++) {
    for (let y = height - 1; y > 1; y--) {
      for (let x = width - 1; x > 1; x--) {
        if (random.next() < 0.5) continue;
        const from = y * width + x;
        const to = (y - random.below(2)) * width + x - random.below(2);
        [data[from], data[to]] = [data[to]!, data[from]!];
      }
    }
  }
  return toImage(gaussianBlur(field, GLASS_SIGMA));
};

/** The pen or the page moved: each pixel is the mean of those along a line, the nearest counting most. */
export const motionBlur: Corrupt = (image, random) => {
  const field = toField(image);
  const angle = random.between(-MOTION_ANGLE, MOTION_ANGLE);
  const weights = Array.from({ length: MOTION_LENGTH }, (_, i) =>
    Math.exp(-(i * i) / (2 * MOTION_SIGMA ** 2)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return toImage(
    mapField(field, (x, y) =>
      weights.reduce((sum, weight, i) => {
        const at = nearest(field, x + Math.round(i * Math.cos(angle)), y + Math.round(i * Math.sin(angle)));
        return sum + (weight / total) * at;
      }, 0),
    ),
  );
};
