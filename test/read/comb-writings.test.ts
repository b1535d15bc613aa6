import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOT_A_DIGIT } from '../../lib/document/model-identity.ts';
import { combWritings } from '../../lib/read/comb-writings.ts';
import { spelledFrames } from './spelled-frames.ts';

const CLASSES = [...'0123456789', NOT_A_DIGIT];

/** What the glyph network says of a cell; what is left of 1 is shared by the others. */
function cell(shares: Readonly<Record<string, number>>): number[] {
  const left = 1 - Object.values(shares).reduce((sum, share) => sum + share, 0);
  const others = CLASSES.length - Object.keys(shares).length;
  return CLASSES.map((name) => shares[name] ?? left / others);
}
const cells = (text: string, sureness = 0.99) => [...text].map((digit) => cell({ [digit]: sureness }));

describe('combWritings', () => {
  it('is surer of a text that both networks read', () => {
    const alone = combWritings(cells('2016'), CLASSES, undefined)[0]!;
    const both = combWritings(cells('2016'), CLASSES, spelledFrames('_2_0_1_6_'))[0]!;
    const torn = combWritings(cells('2016'), CLASSES, spelledFrames('_2_0_7_6_'))[0]!;
    expect(alone.text).toBe('2016');
    expect(both).toMatchObject({ text: '2016' });
    expect(both.confidence).toBeGreaterThan(0.95);
    expect(torn.confidence).toBeLessThan(0.8);
  });

  it('lets the line network say which digit a cell holds that looks like none', () => {
    const doubtful = [...cells('20'), cell({ [NOT_A_DIGIT]: 0.8, '1': 0.18 }), ...cells('6')];
    const alone = combWritings(doubtful, CLASSES, undefined)[0]!;
    const told = combWritings(doubtful, CLASSES, spelledFrames('_2_0_1_6_'))[0]!;
    const other = combWritings(doubtful, CLASSES, spelledFrames('_2_0_7_6_'))[0]!;
    expect([alone.text, told.text, other.text]).toEqual(['2016', '2016', '2076']);
    expect(alone.confidence).toBeLessThan(0.5);
    expect(told.confidence).toBeGreaterThan(0.7);
    expect(other.confidence).toBeLessThan(told.confidence);
  });

  it('reads one digit in each cell that holds one, the likeliest text first, none surer than all', () => {
    const any = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 11, maxLength: 11 });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 6 }), (rows) => {
        const normed = rows.map((row) => row.map((share) => share / row.reduce((sum, one) => sum + one, 0)));
        const writings = combWritings(normed, CLASSES, undefined);
        expect(writings.length > 0).toBe(rows.length > 0);
        expect(writings.every(({ text }) => /^\d*$/.test(text) && text.length === rows.length)).toBe(true);
        const sure = writings.map(({ confidence }) => confidence);
        expect(sure).toEqual([...sure].sort((a, b) => b - a));
        expect(sure.reduce((sum, one) => sum + one, 0)).toBeLessThan(1 + 1e-9);
      }),
    );
  });
});
