import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { NOT_A_DIGIT } from '../../lib/document/model-identity.ts';
import { cropsOf, scoresByLine } from '../../lib/pipeline/line-crops.ts';
import { lookAtText, mayBeDigit } from '../../lib/pipeline/look-at-text.ts';
import { findComponents } from '../../lib/preprocess/cv/connected-components.ts';
import { segmentPage } from '../../lib/segment/segment-page.ts';
import { box, inkBoxes } from '../preprocess/pictures.ts';
import { alwaysSpells, type ReadStrip } from './fake-lines.ts';
import { classifierBy, MODEL, rowOf } from './fakes.ts';

const [WIDTH, HEIGHT] = [300, 320];
const ROWS = 9;
const range = (count: number) => Array.from({ length: count }, (_, at) => at);
const rows = range(ROWS);
/** In each line four glyphs that stand together and, a little apart, two more. */
const print = rows.flatMap((row) => [20, 34, 48, 62, 90, 104].map((x) => box(x, 20 + 30 * row, 10, 12)));
const large = box(220, 40, 26, 44);
/** Strips of words of four are wider than this, those of two are not. */
const NARROW = 64;

function pageOf(boxes: readonly Box[]) {
  const picture = inkBoxes(WIDTH, HEIGHT, boxes);
  const soft = { width: WIDTH, height: HEIGHT, data: picture.data.map((ink) => ink * 255) };
  return { ...findComponents(picture), width: WIDTH, height: HEIGHT, soft, dpi: 100, rules: [] };
}

/** What the network for print makes of words of two glyphs; in others it sees letters. */
async function look(boxes: readonly Box[], ofTwo: ReadStrip) {
  const page = pageOf(boxes);
  const lines = segmentPage(page);
  const classifier = classifierBy(
    () => rowOf('7'),
    MODEL,
    (strip) => (strip.width <= NARROW ? ofTwo(strip) : alwaysSpells('xxxx')(strip)),
  );
  const seen = await lookAtText(lines, page, classifier);
  const isShown = (line: (typeof lines)[number], candidate: (typeof line.candidates)[number]) =>
    mayBeDigit(line, candidate, seen);
  return { page, lines, seen, isShown, classifier };
}

describe('lookAtText', () => {
  it('asks once for all words of print, and another network for what is larger', async () => {
    const { seen, lines, classifier } = await look([...print, large], alwaysSpells('42'));
    expect(seen.usualHeight).toBe(12);
    expect(classifier.stripCalls.map(({ widths }) => widths.length)).toEqual([2 * ROWS, 1]);
    expect(classifier.networks).toEqual(['print', 'lines']);
    expect(lines.filter((line) => !seen.words.has(line)).map((line) => line.box.height)).toEqual([44]);
    for (const words of seen.words.values()) {
      expect(words.map(({ begin, end }) => [begin, end])).toEqual([
        [0, 4],
        [4, 6],
      ]);
    }
  });

  it('tells words that may hold a digit from those in which none is likely', async () => {
    const { seen } = await look(print, alwaysSpells('4x', 0.6));
    for (const words of seen.words.values()) {
      expect(words.map(({ mayHoldDigit }) => mayHoldDigit)).toEqual([false, true]);
    }
  });

  it('shows low lines once the MICR lines are read, and without them', async () => {
    const page = pageOf(print);
    const lines = segmentPage(page);
    const classifier = classifierBy(() => rowOf('7'), MODEL, alwaysSpells('42'));
    let tell: (isMicr: (where: Box) => boolean) => void = () => {};
    const isMicr = new Promise<(where: Box) => boolean>((resolve) => {
      tell = resolve;
    });
    const looking = lookAtText(lines, page, classifier, { isMicr });
    await new Promise((resolve) => setImmediate(resolve));
    const low = lines.filter(({ band }) => band.top >= 0.75 * HEIGHT);
    expect(low.length).toBe(1);
    expect(classifier.stripCalls.map(({ widths }) => widths.length)).toEqual([2 * (ROWS - low.length)]);
    // The words of four in the lowest line.
    tell(({ x, y }) => y >= 255 && x < 80);
    const seen = await looking;
    expect(classifier.stripCalls[1]?.widths).toHaveLength(2 * low.length - 1);
    const [first, second] = seen.words.get(low.at(-1)!)!;
    expect([first?.look, first?.mayHoldDigit, second?.look === undefined]).toEqual([undefined, true, false]);
    expect(seen.words.size).toBe(ROWS);
  });

  it('takes nothing for print where a page has hardly any text', async () => {
    const { seen, classifier } = await look(print.slice(0, 12), alwaysSpells('42'));
    expect([seen.usualHeight, seen.words.size, seen.digits.size]).toEqual([0, 0, 2]);
    expect(classifier.networks).toEqual(['lines']);
  });

  it('asks nobody on an empty page', async () => {
    const { seen, classifier } = await look([], alwaysSpells('42'));
    expect(seen).toEqual({ usualHeight: 0, words: new Map(), digits: new Map() });
    expect(classifier.stripCalls).toEqual([]);
  });
});

describe('crops of what may be a digit', () => {
  it('are of words with digits and of writing, and what is not shown is none', async () => {
    const { page, lines, isShown, classifier } = await look([...print, large], alwaysSpells('42'));
    const crops = cropsOf(lines, page, isShown);
    expect(crops.count).toBeLessThan(cropsOf(lines, page).count);
    const scores = scoresByLine(lines, await classifier.classify(crops), isShown);
    const notADigit = MODEL.classes.indexOf(NOT_A_DIGIT);
    lines.forEach((line, i) => {
      expect(scores[i]).toHaveLength(line.candidates.length);
      line.candidates.forEach((candidate, k) => {
        const isLetter = candidate.last < 4 && line.height < 20;
        const { probabilities } = scores[i]![k]!;
        expect(probabilities[notADigit]! > 0.999).toBe(isLetter);
        expect(probabilities.reduce((sum, value) => sum + value)).toBeCloseTo(1, 5);
      });
    });
  });

  it('are of those parts of a word only where a digit is likely', async () => {
    const boxes = rows.flatMap((row) => range(10).map((at) => box(20 + 14 * at, 20 + 30 * row, 10, 12)));
    const page = pageOf(boxes);
    const lines = segmentPage(page);
    const classifier = classifierBy(() => rowOf('7'), MODEL, alwaysSpells('xxxxxxxxx4'));
    const seen = await lookAtText(lines, page, classifier);
    for (const line of lines) {
      const shown = range(10).filter((at) => mayBeDigit(line, line.pieces[at]!, seen));
      expect(shown.at(-1)).toBe(9);
      expect(shown[0]).toBeGreaterThan(6);
    }
  });

  it('are of the whole page for who asks for nothing less', async () => {
    const { page, lines } = await look(print, alwaysSpells('xx'));
    expect(cropsOf(lines, page).count).toBe(lines.flatMap(({ candidates }) => candidates).length);
  });
});
