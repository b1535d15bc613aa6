import type { Corrupt } from './corruption.ts';
import { type Field, gaussianBlur, mapField, nearest, toField } from './field.ts';

const SIGMA = 1;
/** An edge begins where the slope is steep and goes on while it is not quite flat. */
const STEEP = 0.2;
const FLAT = 0.1;
const ROUNDING = 1e-9;

interface Slope {
  readonly strength: Field;
  /** Rightwards and downwards. */
  readonly dx: Field;
  readonly dy: Field;
}

/** Nothing but the edges of the ink, one pixel thin (Canny, "A computational approach to edge detection", 1986). */
export const cannyEdges: Corrupt = (image) => {
  const slope = slopeOf(gaussianBlur(toField(image), SIGMA));
  const ridge = mapField(slope.strength, (x, y, level) =>
    level >= FLAT && isRidge(slope, x, y) ? level : 0,
  );
  const edges = new Uint8Array(ridge.data.length);
  ridge.data.forEach((level, at) => {
    if (level >= STEEP) follow(ridge, at, edges);
  });
  return { width: image.width, height: image.height, data: edges };
};

/** Sobel's operator. */
function slopeOf(field: Field): Slope {
  const dx = mapField(field, (x, y) => {
    const side = (u: number) =>
      nearest(field, u, y - 1) + 2 * nearest(field, u, y) + nearest(field, u, y + 1);
    return side(x + 1) - side(x - 1);
  });
  const dy = mapField(field, (x, y) => {
    const side = (v: number) =>
      nearest(field, x - 1, v) + 2 * nearest(field, x, v) + nearest(field, x + 1, v);
    return side(y + 1) - side(y - 1);
  });
  return { dx, dy, strength: mapField(dx, (x, y, level) => Math.hypot(level, dy.data[y * dx.width + x]!)) };
}

/** No weaker than a pixel further on both sides across the edge, between the two neighbours there. */
function isRidge({ strength, dx, dy }: Slope, x: number, y: number): boolean {
  const { width, height, data } = strength;
  if (x === 0 || y === 0 || x === width - 1 || y === height - 1) return false;
  const at = y * width + x;
  const [u, v] = [dx.data[at]!, dy.data[at]!];
  const [stepX, stepY] = [Math.sign(u), Math.sign(v)];
  const steeper = Math.max(Math.abs(u), Math.abs(v));
  const part = steeper === 0 ? 0 : Math.min(Math.abs(u), Math.abs(v)) / steeper;
  const beside = (way: number) => {
    const straight = Math.abs(u) >= Math.abs(v) ? data[at + way * stepX]! : data[at + way * stepY * width]!;
    const diagonal = data[at + way * (stepY * width + stepX)]!;
    return straight * (1 - part) + diagonal * part;
  };
  // Of two pixels that share an edge in equal parts, one is enough.
  return data[at]! > beside(1) + ROUNDING && data[at]! >= beside(-1) - ROUNDING;
}

/** Marks the ridge that holds `start`, over diagonals too. */
function follow(ridge: Field, start: number, edges: Uint8Array): void {
  const queue = [start];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (edges[at] !== 0) continue;
    edges[at] = 255;
    const [x, y] = [at % ridge.width, Math.floor(at / ridge.width)];
    for (let v = Math.max(0, y - 1); v <= Math.min(ridge.height - 1, y + 1); v++) {
      for (let u = Math.max(0, x - 1); u <= Math.min(ridge.width - 1, x + 1); u++) {
        const next = v * ridge.width + u;
        if (ridge.data[next]! > 0 && edges[next] === 0) queue.push(next);
      }
    }
  }
}
