import type { Path, PathCommand, Point } from './path.ts';

/** Share of a unit that is rounded off at every corner of an E-13B stroke (the standard allows a 0.0065 inch radius). */
const CORNER_RADIUS = 0.5;
/** Between edges of at least this many units, which the 0 alone has, the standard's corner is rounder. */
const LONG_EDGE = 7;
const LONG_EDGE_RADIUS = 1.5;

/** Outline of the `#` cells of `grid`, one unit a cell, corners rounded; the cells' top left corner is 0,0. */
export function gridOutline(grid: readonly string[]): Path {
  return boundaries(grid).flatMap((corners) => roundedPolygon(corners));
}

/** Walks along the edges between ink and paper, ink on the right hand, and returns the corners of each closed walk. */
function boundaries(grid: readonly string[]): readonly (readonly Point[])[] {
  const ink = (x: number, y: number): boolean => grid[y]?.[x] === '#';
  const edges = new Map<string, { from: Point; to: Point }>();
  const add = (from: Point, to: Point): void => {
    edges.set(`${from.x},${from.y}>${to.x - from.x},${to.y - from.y}`, { from, to });
  };
  grid.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!ink(x, y)) continue;
      if (!ink(x, y - 1)) add({ x, y }, { x: x + 1, y });
      if (!ink(x + 1, y)) add({ x: x + 1, y }, { x: x + 1, y: y + 1 });
      if (!ink(x, y + 1)) add({ x: x + 1, y: y + 1 }, { x, y: y + 1 });
      if (!ink(x - 1, y)) add({ x, y: y + 1 }, { x, y });
    }
  });
  const walks: Point[][] = [];
  for (let key = edges.keys().next().value; key !== undefined; key = edges.keys().next().value) {
    const corners: Point[] = [];
    let before: Point | undefined;
    for (let edge = edges.get(key); edge; edge = edges.get(key)) {
      edges.delete(key);
      const step = { x: edge.to.x - edge.from.x, y: edge.to.y - edge.from.y };
      if (!before || before.x !== step.x || before.y !== step.y) corners.push(edge.from);
      before = step;
      // Right turn first, so that two cells that meet at a corner only stay apart.
      const turns = [{ x: -step.y, y: step.x }, step, { x: step.y, y: -step.x }];
      const { to } = edge;
      key = turns.map((turn) => `${to.x},${to.y}>${turn.x},${turn.y}`).find((next) => edges.has(next)) ?? '';
    }
    walks.push(corners);
  }
  return walks;
}

function roundedPolygon(corners: readonly Point[]): Path {
  const commands = corners.flatMap((corner, index): readonly PathCommand[] => {
    const before = corners.at(index - 1)!;
    const after = corners[(index + 1) % corners.length]!;
    const shorter = Math.min(distance(corner, before), distance(corner, after));
    const radius = shorter >= LONG_EDGE ? LONG_EDGE_RADIUS : Math.min(CORNER_RADIUS, shorter / 2);
    return [
      { type: index === 0 ? 'M' : 'L', ...toward(corner, before, radius) },
      { type: 'Q', x1: corner.x, y1: corner.y, ...toward(corner, after, radius) },
    ];
  });
  return [...commands, { type: 'Z' }];
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function toward(corner: Point, other: Point, length: number): Point {
  const share = length / distance(corner, other);
  return { x: corner.x + (other.x - corner.x) * share, y: corner.y + (other.y - corner.y) * share };
}
