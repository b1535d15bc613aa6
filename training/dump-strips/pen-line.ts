import sharp from 'sharp';
import type { GreyImage } from '../../lib/document/image.ts';

/** Half of what ink is at most. */
const INKED = 128;

/**
 * A drawing of ink written again with a round pen: along the middle of its strokes, `thickness` pixels of a picture half as wide and
 * high wide. What faces draw with a brush or a nib looks like writing with a ball-point pen then. `haste` (pixels) rounds what is smaller.
 */
export async function penLine(ink: GreyImage, thickness: number, haste: number): Promise<GreyImage> {
  const { width, height } = ink;
  const middle = thinned(haste < 0.5 ? ink : await blurred(ink, haste));
  const line = new Uint8Array(width * height);
  // The picture is twice as large, so that the radius is the thickness.
  const reach = Math.ceil(thickness);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (middle[y * width + x] === 0) continue;
      for (let dy = -reach; dy <= reach; dy++) {
        for (let dx = -reach; dx <= reach; dx++) {
          const [atX, atY] = [x + dx, y + dy];
          const isOutside = atX < 0 || atY < 0 || atX >= width || atY >= height;
          if (isOutside || Math.hypot(dx, dy) > thickness) continue;
          line[atY * width + atX] = 255;
        }
      }
    }
  }
  return halved({ width, height, data: line });
}

async function blurred({ width, height, data }: GreyImage, sigma: number): Promise<GreyImage> {
  const image = sharp(data, { raw: { width, height, channels: 1 } }).blur(sigma);
  return { width, height, data: new Uint8Array(await image.toColourspace('b-w').raw().toBuffer()) };
}

/**
 * The middle of what is inked, a pixel wide: 1 where it runs. Edges are taken away from two sides in turn until nothing changes (Zhang
 * and Suen, "A fast parallel algorithm for thinning digital patterns", 1984).
 */
export function thinned({ width, height, data }: GreyImage): Uint8Array {
  const inked = Uint8Array.from(data, (level) => (level >= INKED ? 1 : 0));
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : inked[y * width + x]!;
  let edge = Array.from(inked.keys()).filter((i) => inked[i] === 1);
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    for (const side of [0, 1]) {
      const gone = edge.filter((i) => {
        const [x, y] = [i % width, Math.floor(i / width)];
        const [n, ne, e, se] = [at(x, y - 1), at(x + 1, y - 1), at(x + 1, y), at(x + 1, y + 1)];
        const [s, sw, w, nw] = [at(x, y + 1), at(x - 1, y + 1), at(x - 1, y), at(x - 1, y - 1)];
        const round = [n, ne, e, se, s, sw, w, nw];
        const count = n + ne + e + se + s + sw + w + nw;
        if (count < 2 || count > 6) return false;
        const begins = round.filter((own, k) => own === 0 && round[(k + 1) % 8] === 1).length;
        if (begins !== 1) return false;
        return side === 0 ? n * e * s === 0 && e * s * w === 0 : n * e * w === 0 && n * s * w === 0;
      });
      for (const i of gone) inked[i] = 0;
      if (gone.length > 0) hasChanged = true;
      edge = edge.filter((i) => inked[i] === 1);
    }
  }
  return inked;
}

function halved({ width, height, data }: GreyImage): GreyImage {
  const half = { width: width >> 1, height: height >> 1 };
  const mean = new Uint8Array(half.width * half.height);
  for (let y = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++) {
      const from = 2 * y * width + 2 * x;
      mean[y * half.width + x] =
        (data[from]! + data[from + 1]! + data[from + width]! + data[from + width + 1]!) / 4;
    }
  }
  return { ...half, data: mean };
}
