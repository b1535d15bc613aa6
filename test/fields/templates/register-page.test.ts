import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PageRule, registerPage } from '../../../lib/fields/templates/register-page.ts';
import type { Edge } from '../../../lib/fields/templates/template-edges.ts';

const SIZE = { width: 800, height: 1000 };
/** Two boxes and a comb of three cells. */
const EDGES: readonly Edge[] = [
  ...[100, 300, 420, 700].map((at): Edge => ({ direction: 'lying', at, from: 50, to: 750 })),
  ...[500, 560].map((at): Edge => ({ direction: 'lying', at, from: 600, to: 720 })),
  ...[50, 750].map((at): Edge => ({ direction: 'standing', at, from: 100, to: 700 })),
  ...[600, 640, 680, 720].map((at): Edge => ({ direction: 'standing', at, from: 500, to: 560 })),
];

function scanned(scale: number, x: number, y: number): PageRule[] {
  return EDGES.map(({ direction, at, from, to }) => {
    const [along, across] = direction === 'lying' ? [x, y] : [y, x];
    return { direction, at: scale * at + across, from: scale * from + along, to: scale * to + along };
  });
}

describe('where a form lies on a page', () => {
  test('is found whatever the scale and the crop', () => {
    const scale = fc.double({ min: 0.7, max: 1.5, noNaN: true });
    const shift = fc.integer({ min: -45, max: 80 });
    fc.assert(
      fc.property(scale, shift, shift, (zoom, x, y) => {
        const page = { width: Math.round(800 * zoom), height: Math.round(1000 * zoom) };
        const { placement, fit } = registerPage(EDGES, SIZE, scanned(zoom, x, y), page);
        expect(fit).toBeGreaterThan(0.95);
        expect(placement.x.scale * 660 + placement.x.offset).toBeCloseTo(zoom * 660 + x, 0);
        expect(placement.y.scale * 530 + placement.y.offset).toBeCloseTo(zoom * 530 + y, 0);
      }),
      { numRuns: 40 },
    );
  });

  test('is found where a third of the rules is torn away and others stand beside them', () => {
    const rules = scanned(1.1, 20, -15).filter((_, i) => i % 3 !== 1);
    const others: PageRule[] = [210, 777, 911].map((at) => ({ direction: 'lying', at, from: 300, to: 520 }));
    const { placement, fit } = registerPage(EDGES, SIZE, [...others, ...rules], { width: 880, height: 1100 });
    expect(fit).toBeGreaterThan(0.5);
    expect(placement.x.scale * 660 + placement.x.offset).toBeCloseTo(1.1 * 660 + 20, 0);
  });

  test('of another form fits badly', () => {
    const rules: PageRule[] = [90, 250, 333, 610, 640].map((at) => ({
      direction: 'lying',
      at,
      from: 10,
      to: 400,
    }));
    expect(registerPage(EDGES, SIZE, rules, SIZE).fit).toBeLessThan(0.45);
  });

  test('without any rule is the whole page', () => {
    const { placement, fit } = registerPage([], SIZE, [], { width: 400, height: 500 });
    expect(fit).toBe(0);
    expect(placement).toEqual({ x: { scale: 0.5, offset: 0 }, y: { scale: 0.5, offset: 0 } });
  });
});
