import { describe, expect, it } from 'vitest';
import { readLine } from '../../lib/pipeline/read-line.ts';
import { greyWhere } from '../preprocess/pictures.ts';
import { classifierBy, rowOf } from './fakes.ts';

/** Blocks as large as digits of a line 40 high, with a dot after the second. */
const amount = greyWhere(220, 40, (x, y) => {
  const block = Math.floor((x - 20) / 30);
  const isBlock = block >= 0 && block < 5 && x - 20 - 30 * block < 14 && y > 8 && y < 33;
  const isDot = x > 67 && x < 72 && y > 29 && y < 33;
  return isBlock || isDot ? 20 : 245;
});

/** A network to which what is taller than wide is a 3. */
function saysThree(sureness?: number) {
  return classifierBy((crop) => {
    const inked = Array.from({ length: 28 }, (_, x) =>
      crop.some((level, at) => at % 28 === x && level > 128),
    );
    return inked.filter(Boolean).length < 13 ? rowOf('3', sureness) : rowOf('not-a-digit');
  });
}

describe('readLine', () => {
  it('reads the digits from left to right', async () => {
    const { text, confidence, glyphs } = await readLine(amount, saysThree());
    expect(text).toBe('33333');
    expect(confidence).toBeGreaterThan(0.85);
    expect(glyphs.map((glyph) => glyph.text).join('')).toBe(text);
    const lefts = glyphs.map(({ box }) => box.x);
    expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
    expect(Math.abs(lefts[0]! - 20)).toBeLessThanOrEqual(1);
  });

  it('is as sure of the string as of all its digits together', async () => {
    const { confidence } = await readLine(amount, saysThree(0.9));
    expect(confidence).toBeLessThan(0.9 ** 5 + 0.1);
  });

  it('reads nothing on paper, and in what is no digit', async () => {
    const nothing = { text: '', confidence: 0, glyphs: [] };
    expect(
      await readLine(
        greyWhere(120, 40, () => 240),
        saysThree(),
      ),
    ).toEqual(nothing);
    expect(
      await readLine(
        amount,
        classifierBy(() => rowOf('not-a-digit')),
      ),
    ).toEqual(nothing);
  });
});
