import { describe, expect, it } from 'vitest';
import { readLine } from '../../lib/pipeline/read-line.ts';
import { greyWhere } from '../preprocess/pictures.ts';
import { alwaysSpells, type ReadStrip } from './fake-lines.ts';
import { classifierBy, MODEL, rowOf } from './fakes.ts';

/** Blocks as large as digits of a line 40 high, with a dot after the second. */
const amountOf = (blocks: number) =>
  greyWhere(220, 40, (x, y) => {
    const block = Math.floor((x - 20) / 30);
    const isBlock = block >= 0 && block < blocks && x - 20 - 30 * block < 14 && y > 8 && y < 33;
    const isDot = blocks > 2 && x > 67 && x < 72 && y > 29 && y < 33;
    return isBlock || isDot ? 20 : 245;
  });
const amount = amountOf(5);

/** A network to which what is taller than wide is a 3. */
function saysThree(sureness?: number, readStrip?: ReadStrip) {
  const read = (crop: Uint8Array) => {
    const inked = Array.from({ length: 28 }, (_, x) =>
      crop.some((level, at) => at % 28 === x && level > 128),
    );
    return inked.filter(Boolean).length < 13 ? rowOf('3', sureness) : rowOf('not-a-digit');
  };
  return classifierBy(read, MODEL, readStrip);
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

  it('is less sure of the string than of any of its digits', async () => {
    const { text, confidence } = await readLine(amount, saysThree(0.9));
    expect(text).toBe('33333');
    expect(confidence).toBeLessThan(0.9);
    expect(confidence).toBeLessThan((await readLine(amount, saysThree())).confidence - 0.05);
  });

  it('is the less sure of a string, the more digits the networks are unsure of', async () => {
    const [two, five] = [await readLine(amountOf(2), saysThree(0.9)), await readLine(amount, saysThree(0.9))];
    expect(two.text).toBe('33');
    expect(two.confidence).toBeGreaterThan(five.confidence);
  });

  it('is unsure where one network reads what the other does not', async () => {
    const { text, confidence } = await readLine(amount, saysThree(0.995, alwaysSpells('33833', 0.9)));
    expect(text).toMatch(/^33[38]33$/u);
    expect(confidence).toBeLessThan(0.8);
    expect(confidence).toBeLessThan((await readLine(amount, saysThree())).confidence - 0.1);
  });

  it('keeps its digits where the line network reads nothing at all in them', async () => {
    const { text, confidence } = await readLine(amount, saysThree(0.995, alwaysSpells('', 0.6)));
    expect(text).toBe('33333');
    expect(confidence).toBeLessThan(0.8);
  });

  it('takes digits that no cut parts from the line network, with a box for each', async () => {
    const { text, confidence, glyphs } = await readLine(
      amount,
      saysThree(0.995, alwaysSpells('1234567890', 0.9999)),
    );
    expect(text).toBe('1234567890');
    expect(confidence).toBeGreaterThan(0.5);
    expect(glyphs.map((glyph) => glyph.text).join('')).toBe(text);
    const boxes = glyphs.map(({ box }) => box);
    const rights = boxes.map(({ x, width }) => x + width);
    expect(boxes.slice(1).every(({ x }, i) => x >= rights[i]! - 1)).toBe(true);
    // The paper that a strip has on both sides counts: the text of this network is spread over that too.
    expect(boxes[0]!.x).toBeGreaterThan(0);
    expect(boxes.every(({ y, height }) => y < 12 && y + height > 29)).toBe(true);
    expect(glyphs.every(({ probability }) => probability > 0.99)).toBe(true);
  });

  it('reads nothing on paper, and in what is no digit', async () => {
    const nothing = { text: '', confidence: 0, rawConfidence: 0, glyphs: [] };
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
