import { type Box, gapX, unionBoxes } from '../../document/geometry.ts';

/** An amount whose cents stand as a fraction at its end, 00 over a line over 100, apart from the units before it. */
export interface StackedCents {
  readonly units: Box;
  /** What stands over the line. */
  readonly cents: Box;
}

/** The line of a fraction is so many times as wide as it is high, a slanting one too. */
const LEAST_FLATNESS = 2.5;
/** It is wider than a digit before it is high, by this share, and no wider than so many. */
const LEAST_WIDTH = 0.5;
const MOST_WIDTH = 4;
/** Figures over and under the line are so high, as a share of the digits before it; less are specks and small print. */
const LEAST_HEIGHT = 0.35;
const MOST_HEIGHT = 0.8;
/** They may reach out on either side of it by this share of its width. */
const OVERHANG = 0.35;

/**
 * Finds a fraction at the right end of what stands in a place, given as the boxes of its ink: a line with figures over and
 * under it that are smaller than the digits before it. Undefined where there is none.
 */
export function findStackedCents(ink: readonly Box[]): StackedCents | undefined {
  const bars = ink.filter(({ width, height }) => width >= LEAST_FLATNESS * height);
  for (const bar of bars.sort((a, b) => b.width - a.width)) {
    const middle = bar.y + bar.height / 2;
    const reach = { ...bar, x: bar.x - OVERHANG * bar.width, width: (1 + 2 * OVERHANG) * bar.width };
    const others = ink.filter((box) => box !== bar);
    const near = others.filter((box) => gapX(box, reach) === 0 && centre(box).x >= reach.x);
    const before = others.filter((box) => !near.includes(box) && centre(box).x < bar.x);
    const over = near.filter((box) => centre(box).y < middle && box.y < bar.y);
    const under = near.filter((box) => centre(box).y > middle);
    if (before.length === 0 || over.length === 0 || under.length === 0) continue;
    const digit = Math.max(...before.map(({ height }) => height));
    const figures = [over, under].map((boxes) => Math.max(...boxes.map(({ height }) => height)));
    const fits = (height: number) => height <= MOST_HEIGHT * digit && height >= LEAST_HEIGHT * digit;
    if (bar.width < LEAST_WIDTH * digit || bar.width > MOST_WIDTH * digit || !figures.every(fits)) continue;
    return { units: unionBoxes(before), cents: unionBoxes(over) };
  }
  return undefined;
}

function centre({ x, y, width, height }: Box): { readonly x: number; readonly y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}
