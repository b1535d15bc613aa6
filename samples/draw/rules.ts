import type { Path } from './path.ts';

/** A straight rule from one point to another; give it a stroke, not a fill. */
export function rule(x1: number, y1: number, x2: number, y2: number): Path {
  return [
    { type: 'M', x: x1, y: y1 },
    { type: 'L', x: x2, y: y2 },
  ];
}

export function rectangle(x: number, y: number, width: number, height: number): Path {
  return [
    { type: 'M', x, y },
    { type: 'L', x: x + width, y },
    { type: 'L', x: x + width, y: y + height },
    { type: 'L', x, y: y + height },
    { type: 'Z' },
  ];
}

/** A row of cells, each for one character. */
export interface Comb {
  readonly x: number;
  readonly y: number;
  readonly cells: number;
  readonly cellWidth: number;
  readonly height: number;
}

/** The frame of a comb and the walls between its cells. */
export function combBox(comb: Comb): Path {
  const { x, y, cells, cellWidth, height } = comb;
  const walls = Array.from({ length: cells - 1 }, (_, index) => x + (index + 1) * cellWidth);
  return [
    ...rectangle(x, y, cells * cellWidth, height),
    ...walls.flatMap((wall) => rule(wall, y, wall, y + height)),
  ];
}

/** A ring of four curves, for dots and seals. */
export function circle(x: number, y: number, radius: number): Path {
  const handle = radius * 0.5523;
  return [
    { type: 'M', x: x + radius, y },
    { type: 'C', x1: x + radius, y1: y + handle, x2: x + handle, y2: y + radius, x, y: y + radius },
    { type: 'C', x1: x - handle, y1: y + radius, x2: x - radius, y2: y + handle, x: x - radius, y },
    { type: 'C', x1: x - radius, y1: y - handle, x2: x - handle, y2: y - radius, x, y: y - radius },
    { type: 'C', x1: x + handle, y1: y - radius, x2: x + radius, y2: y - handle, x: x + radius, y },
    { type: 'Z' },
  ];
}
