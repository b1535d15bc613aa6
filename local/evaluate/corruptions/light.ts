import type { Corrupt } from './corruption.ts';
import { type Field, mapField, toField, toImage } from './field.ts';
import { drawPlasma } from './plasma.ts';
import { randomFor } from './random.ts';

/** Severity 5 of the paper. */
const GLARE = 0.5;
/** Severity 5: fog three times as strong as ink, and how fast it gets smoother from scale to scale. */
const FOG = 3;
const FOG_DECAY = 1.4;
const CLOUDS = 32;

/** Everything brighter by half of the range; ink over the top is clipped. */
export const brightness: Corrupt = (image) => {
  const field = toField(image);
  return toImage(mapField(field, (_x, _y, level) => level + GLARE));
};

/** The first and the last quarter inverted. */
export const stripe: Corrupt = (image) => {
  const quarter = Math.round(image.width / 4);
  const data = image.data.map((level, at) => {
    const x = at % image.width;
    return x < quarter || x >= image.width - quarter ? 255 - level : level;
  });
  return { ...image, data };
};

/** Fog over the picture: a window of one of a few clouds of 256 x 256, as it takes long to draw one. */
export const fog: Corrupt = (image, random) => {
  const field = toField(image);
  const { width, height, data } = cloud(random.below(CLOUDS));
  const [left, top] = [random.below(width), random.below(height)];
  const full = Math.max(...field.data);
  const thinned = full / (full + FOG);
  return toImage(
    mapField(field, (x, y, level) => {
      const haze = data[((top + y) % height) * width + ((left + x) % width)]!;
      return (level + FOG * haze) * thinned;
    }),
  );
};

const drawn = new Map<number, Field>();

function cloud(index: number): Field {
  const known = drawn.get(index) ?? drawPlasma(randomFor(index), FOG_DECAY);
  drawn.set(index, known);
  return known;
}
