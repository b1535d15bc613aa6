import type { Box } from '../../lib/document/geometry.ts';
import type { Path, Point } from './path.ts';
import type { Random } from './random.ts';
import { circle } from './rules.ts';

/** A line through `points`, one each `step` pixels; a drawing of fine waves needs no curves. */
function polyline(points: readonly Point[]): Path {
  return points.map((point, index) => ({ type: index === 0 ? 'M' : 'L', ...point }));
}

/** Security print: `lines` waves across `box`, their swing rising and falling so that they weave. */
export function waves(
  box: Box,
  lines: number,
  options: { readonly period: number; readonly swing: number },
): Path {
  const step = options.period / 24;
  const count = Math.ceil(box.width / step);
  return Array.from({ length: lines }, (_, line) =>
    polyline(
      Array.from({ length: count + 1 }, (_, index) => {
        const x = box.x + Math.min(box.width, index * step);
        const angle = (2 * Math.PI * x) / options.period;
        const swing = options.swing * Math.sin(angle * 0.13 + line * 0.35);
        return { x, y: box.y + (box.height * (line + 0.5)) / lines + swing * Math.sin(angle + line * 0.2) };
      }),
    ),
  ).flat();
}

/** A guilloche rosette: `turns` turns of a point on a circle that rolls within a circle (hypotrochoid). */
export function rosette(centre: Point, radius: number, turns: number, petals: number): Path {
  const steps = turns * 160;
  return polyline(
    Array.from({ length: steps + 1 }, (_, index) => {
      const angle = (2 * Math.PI * turns * index) / steps;
      const reach = radius * (0.72 + 0.28 * Math.cos((petals / turns) * angle));
      return { x: centre.x + reach * Math.cos(angle), y: centre.y + reach * Math.sin(angle) };
    }),
  );
}

/** Specks of dust within `box`, from half a pixel to `largest` pixels in radius. */
export function dust(box: Box, count: number, largest: number, random: Random): Path {
  return Array.from({ length: count }, () =>
    circle(
      box.x + random.uniform(0, box.width),
      box.y + random.uniform(0, box.height),
      random.uniform(0.5, largest),
    ),
  ).flat();
}
