import { describe, expect, it } from 'vitest';
import { narrowSevens } from '../../lib/read/writing-shapes.ts';
import { glyphAt } from './lines.ts';

const glyphs = (...widths: number[]) => widths.map((width, i) => glyphAt(14 * i, width));

describe('narrowSevens', () => {
  const typed = { text: '24,738', probability: 0.8 };

  it('takes a narrow 7 for a 1 with a flag where the other digits are of one width', () => {
    const [likelier, asRead] = narrowSevens(typed, glyphs(10, 10, 6, 11, 10));
    expect(likelier?.text).toBe('24,138');
    expect(asRead?.text).toBe('24,738');
    expect(likelier!.probability + asRead!.probability).toBeCloseTo(0.8);
    expect(likelier!.probability).toBeGreaterThan(10 * asRead!.probability);
  });

  it('takes it for one of the narrow ones of the same print', () => {
    expect(narrowSevens({ ...typed, text: '24,7138' }, glyphs(10, 10, 6, 5, 11, 10))[0]?.text).toBe(
      '24,1138',
    );
  });

  it('doubts a 7 that is hardly as narrow as a 1 where there are no others', () => {
    const both = narrowSevens({ text: '90475', probability: 0.8 }, glyphs(27, 27, 28, 20, 25));
    expect(both.map(({ text, probability }) => [text, probability])).toEqual([
      ['90415', 0.4],
      ['90475', 0.4],
    ]);
  });

  it('leaves it where one other digit among many was cut wrongly or spoilt only', () => {
    expect(narrowSevens({ ...typed, text: '24738095' }, glyphs(10, 10, 6, 11, 10, 10, 17, 9))).toHaveLength(
      2,
    );
  });

  it.each([
    ['a hand writes digits of any width', '24,738', [14, 8, 6, 11, 17]],
    ['two other digits show no width that print has', '7795', [6, 6, 10, 10]],
    ['it is as wide as the others', '24,738', [10, 10, 9, 11, 10]],
    ['a 1 of the same print is as wide as the others', '24,7138', [10, 10, 6, 9, 11, 10]],
    [
      'it is narrower than the ones of the same print',
      '9031045768',
      [27, 27, 25, 25, 28, 27, 28, 20, 27, 26],
    ],
  ])('leaves a 7 where %s', (_, text, widths) => {
    const writing = { text, probability: 0.8 };
    expect(narrowSevens(writing, glyphs(...widths))).toEqual([writing]);
  });
});
