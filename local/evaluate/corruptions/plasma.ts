import type { Field } from './field.ts';
import type { Random } from './random.ts';

const SIDE = 256;

/**
 * A cloud of 256 x 256 from 0 to 1 (diamond-square algorithm, Fournier, Fussell and Carpenter, 1982), wrapped round at
 * the edges. From each scale to the next finer one the roughness falls by the square of `decay`.
 */
export function drawPlasma(random: Random, decay: number): Field {
  const data = new Float64Array(SIDE * SIDE);
  const index = (x: number, y: number) => ((y + SIDE) % SIDE) * SIDE + ((x + SIDE) % SIDE);
  let wibble = 100;
  for (let step = SIDE; step >= 2; step /= 2, wibble /= decay) {
    const half = step / 2;
    const meanAround = (x: number, y: number, corners: readonly (readonly [number, number])[]) => {
      const sum = corners.reduce((total, [u, v]) => total + data[index(x + u * half, y + v * half)]!, 0);
      data[index(x, y)] = sum / 4 + wibble * random.between(-wibble, wibble);
    };
    for (let y = half; y < SIDE; y += step) {
      for (let x = half; x < SIDE; x += step) meanAround(x, y, DIAGONAL);
    }
    for (let y = 0; y < SIDE; y += half) {
      for (let x = (y / half) % 2 === 0 ? half : 0; x < SIDE; x += step) meanAround(x, y, STRAIGHT);
    }
  }
  const low = data.reduce((least, level) => Math.min(least, level), Infinity);
  const high = data.reduce((most, level) => Math.max(most, level), -Infinity);
  return { width: SIDE, height: SIDE, data: data.map((level) => (level - low) / (high - low)) };
}

const DIAGONAL = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
] as const;
const STRAIGHT = [
  [0, -1],
  [-1, 0],
  [1, 0],
  [0, 1],
] as const;
