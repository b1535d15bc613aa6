import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { lookAtText } from '../../lib/pipeline/look-at-text.ts';
import { settleNumbers } from '../../lib/pipeline/settle-numbers.ts';
import { findComponents } from '../../lib/preprocess/cv/connected-components.ts';
import { findNumbers } from '../../lib/read/find-numbers.ts';
import { segmentPage } from '../../lib/segment/segment-page.ts';
import { box, inkBoxes } from '../preprocess/pictures.ts';
import { CLASSES, sayOf } from '../read/lines.ts';
import { alwaysSpells } from './fake-lines.ts';
import { classifierBy } from './fakes.ts';

const WIDE = 19;
/** Columns of a strip. */
const FOUR_LETTERS = 60;

/** Three glyphs that are read as 7, and a block as wide as two digits right behind them that is read as none. */
function pageWithPair() {
  // Out of line, as handwriting is: of print the lattice has most say.
  const boxes = [box(20, 20, 12, 20), box(36, 26, 12, 17), box(52, 17, 12, 22), box(68, 20, WIDE, 20)];
  const picture = inkBoxes(140, 60, boxes);
  const soft = { width: 140, height: 60, data: picture.data.map((ink) => ink * 255) };
  const page = { ...findComponents(picture), width: 140, height: 60, soft, dpi: 100, rules: [] };
  const lines = segmentPage(page).map((line) => {
    const scores = line.candidates.map(({ box: own }) => sayOf(own.width > 14 ? 'x' : '7'));
    return { line, classes: CLASSES, ...findNumbers(line, scores, CLASSES, { digitPrior: 0.5 }) };
  });
  return { page, lines };
}

/** What is settled when the line network reads one text with the pair and another without, so surely. */
async function settle(together: string, sureness: number) {
  const { page, lines } = pageWithPair();
  const classifier = classifierBy(
    () => [...sayOf('7').probabilities],
    undefined,
    (strip) =>
      strip.width > 72 ? alwaysSpells(together, sureness)(strip) : alwaysSpells('777', 0.999)(strip),
  );
  const print = await lookAtText(
    lines.map(({ line }) => line),
    page,
    classifier,
  );
  const { numbers } = await settleNumbers(lines, page, print, classifier, undefined);
  return numbers.flat().map(({ glyphs, rawConfidence }) => ({
    text: glyphs.map(({ text }) => text).join(''),
    rawConfidence,
  }));
}

describe('settleNumbers', () => {
  it('reads a pair that was left whole together with the number before it', async () => {
    const { lines } = pageWithPair();
    expect(lines.flatMap(({ numbers }) => numbers.map(({ glyphs }) => glyphs.length))).toEqual([3]);
    const [number, ...others] = await settle('77745', 0.9999999);
    expect(others).toEqual([]);
    expect(number!.text).toBe('77745');
  });

  it('keeps the number as it was read apart when the line network sees no digits beside it', async () => {
    const [number] = await settle('777', 0.9999);
    expect(number!.text).toBe('777');
    expect(number!.rawConfidence).toBeGreaterThan(0.9);
  });

  it('is less sure of a number that may be a part of a longer one', async () => {
    const [sure] = await settle('777', 0.9999);
    const [doubted] = await settle('77745', 0.999);
    expect(doubted!.text).toBe('777');
    expect(doubted!.rawConfidence).toBeLessThan(sure!.rawConfidence);
  });
});

describe('settleNumbers on a page of print', () => {
  /** Eight lines of four letters, and beside them, larger, a bar and a digit. */
  const letters = Array.from({ length: 32 }, (_, i) =>
    box(20 + (i % 4) * 14, 20 + Math.floor(i / 4) * 30, 10, 12),
  );
  const bar = box(200, 40, 6, 44);
  const digit = box(200, 160, 26, 44);

  async function settledOf(large: readonly Box[], sureness = 0.9) {
    const [width, height] = [300, 300];
    const picture = inkBoxes(width, height, [...letters, ...large]);
    const soft = { width, height, data: picture.data.map((ink) => ink * 255) };
    const page = { ...findComponents(picture), width, height, soft, dpi: 100, rules: [] };
    const nameOf = (own: Box) => (own.height < 20 ? 'x' : own.width < 10 ? '1' : '7');
    const lines = segmentPage(page).map((line) => {
      const scores = line.candidates.map(({ box: own }) => sayOf(nameOf(own), sureness));
      return { line, classes: CLASSES, ...findNumbers(line, scores, CLASSES, { digitPrior: 0.3 }) };
    });
    const spelled = large.map(nameOf).join('');
    const classifier = classifierBy(
      () => [...sayOf('x').probabilities],
      undefined,
      (strip) => alwaysSpells(strip.width > FOUR_LETTERS ? '' : spelled, sureness)(strip),
    );
    const print = await lookAtText(
      lines.map(({ line }) => line),
      page,
      classifier,
    );
    const { numbers } = await settleNumbers(lines, page, print, classifier, undefined);
    return numbers.flat().map(({ glyphs }) => glyphs.map(({ text }) => text).join(''));
  }

  it('takes a bar that stands alone for none, however large; another large digit for one', async () => {
    expect(await settledOf([bar])).toEqual([]);
    expect(await settledOf([bar], 0.999)).toEqual([]);
    expect(await settledOf([digit])).toEqual(['7']);
  });
});
