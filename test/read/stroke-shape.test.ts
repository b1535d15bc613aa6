import { describe, expect, it } from 'vitest';
import { strokeShape } from '../../lib/read/stroke-shape.ts';

const HIGH = 24;

/** A stroke two pixels wide whose left edge stands at `at(row)`, with paper round it. */
function drawn(at: (row: number) => number) {
  const width = 40;
  const data = new Uint8Array(width * (HIGH + 2));
  for (let y = 0; y < HIGH; y++) {
    const x = Math.round(at(y));
    data.fill(255, (y + 1) * width + x, (y + 1) * width + x + 2);
  }
  return { width, height: HIGH + 2, data };
}

const arc = (way: 1 | -1) => (row: number) => 15 + way * 4 * ((2 * row) / (HIGH - 1) - 1) ** 2;

describe('strokeShape', () => {
  it('tells an upright stroke from slashes, whichever way they lean', () => {
    expect(strokeShape(drawn(() => 10))).toMatchObject({ lean: 0, bow: 0 });
    const slash = strokeShape(drawn((row) => 20 - row * 0.5))!;
    expect(slash.lean).toBeCloseTo(-0.5, 1);
    expect(slash.bow).toBeCloseTo(0, 1);
    expect(strokeShape(drawn((row) => 10 + row * 0.5))!.lean).toBeCloseTo(0.5, 1);
  });

  it('tells brackets from each other', () => {
    const opening = strokeShape(drawn(arc(1)))!;
    expect(opening.lean).toBeCloseTo(0, 1);
    expect(opening.bow).toBeCloseTo(4 / HIGH, 1);
    expect(strokeShape(drawn(arc(-1)))!.bow).toBeCloseTo(-4 / HIGH, 1);
  });

  it('weighs the ink of a stroke by the square of its height', () => {
    expect(strokeShape(drawn(() => 10))!.ink).toBeCloseTo(2 / HIGH, 5);
  });

  it('has nothing to say of specks', () => {
    const speck = { width: 4, height: 4, data: new Uint8Array(16).fill(255) };
    expect(strokeShape(speck)).toBeUndefined();
    expect(strokeShape({ ...speck, data: new Uint8Array(16) })).toBeUndefined();
  });
});
