import type { Box } from '../../lib/document/geometry.ts';

export type PathCommand =
  | { readonly type: 'M' | 'L'; readonly x: number; readonly y: number }
  | { readonly type: 'Q'; readonly x1: number; readonly y1: number; readonly x: number; readonly y: number }
  | {
      readonly type: 'C';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly x: number;
      readonly y: number;
    }
  | { readonly type: 'Z' };

/** An outline or a line, in pixels with y downwards. */
export type Path = readonly PathCommand[];

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Steps into which a curve is cut; at the sizes drawn here the error stays far below a tenth of a pixel. */
const CURVE_STEPS = 12;

/** Moves every point of `path`, control points included, by `move`. */
export function mapPath(path: Path, move: (point: Point) => Point): Path {
  return path.map((command): PathCommand => {
    if (command.type === 'Z') return command;
    const end = move(command);
    if (command.type === 'Q') {
      const control = move({ x: command.x1, y: command.y1 });
      return { type: 'Q', x1: control.x, y1: control.y, ...end };
    }
    if (command.type === 'C') {
      const first = move({ x: command.x1, y: command.y1 });
      const second = move({ x: command.x2, y: command.y2 });
      return { type: 'C', x1: first.x, y1: first.y, x2: second.x, y2: second.y, ...end };
    }
    return { type: command.type, ...end };
  });
}

export function translatePath(path: Path, dx: number, dy: number): Path {
  return mapPath(path, ({ x, y }) => ({ x: x + dx, y: y + dy }));
}

/** Points along `path`, curves cut into short steps and lines into steps of at most `stride` pixels. */
export function tracePath(path: Path, stride = 4): readonly Point[] {
  const points: Point[] = [];
  let from: Point = { x: 0, y: 0 };
  let start = from;
  for (const command of path) {
    const to: Point = command.type === 'Z' ? start : { x: command.x, y: command.y };
    if (command.type === 'M') {
      start = to;
      points.push(to);
    } else {
      const straight = command.type === 'L' || command.type === 'Z';
      const steps = straight
        ? Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / stride))
        : CURVE_STEPS;
      for (let step = 1; step <= steps; step++) points.push(pointOn(command, from, to, step / steps));
    }
    from = to;
  }
  return points;
}

function pointOn(command: PathCommand, from: Point, to: Point, t: number): Point {
  const s = 1 - t;
  if (command.type === 'Q') {
    return {
      x: s * s * from.x + 2 * s * t * command.x1 + t * t * to.x,
      y: s * s * from.y + 2 * s * t * command.y1 + t * t * to.y,
    };
  }
  if (command.type === 'C') {
    const [a, b, c, d] = [s ** 3, 3 * s * s * t, 3 * s * t * t, t ** 3];
    return {
      x: a * from.x + b * command.x1 + c * command.x2 + d * to.x,
      y: a * from.y + b * command.y1 + c * command.y2 + d * to.y,
    };
  }
  return { x: s * from.x + t * to.x, y: s * from.y + t * to.y };
}

/** Smallest box around `path`, not rounded. Throws RangeError for a path without points. */
export function pathBounds(path: Path): Box {
  const points = tracePath(path);
  if (points.length === 0) throw new RangeError('Expected a path with at least one point but received none');
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** `path` as the `d` attribute of an SVG path, to hundredths of a pixel. */
export function svgPath(path: Path): string {
  return path.map(svgCommand).join('');
}

function svgCommand(command: PathCommand): string {
  const round = (value: number): string => String(Math.round(value * 100) / 100);
  const pair = (x: number, y: number): string => `${round(x)} ${round(y)}`;
  switch (command.type) {
    case 'Z':
      return 'Z';
    case 'M':
    case 'L':
      return command.type + pair(command.x, command.y);
    case 'Q':
      return `Q${pair(command.x1, command.y1)} ${pair(command.x, command.y)}`;
    case 'C':
      return `C${pair(command.x1, command.y1)} ${pair(command.x2, command.y2)} ${pair(command.x, command.y)}`;
  }
}
