import { describe, expect, it } from 'vitest';
import { MAX_STRIP_COLUMNS } from '../../lib/document/bounds.ts';
import { STRIP_HEIGHT } from '../../lib/document/image.ts';
import { lookAgain, type Stretch } from '../../lib/pipeline/look-again.ts';
import { findComponents } from '../../lib/preprocess/cv/connected-components.ts';
import { findNumbers } from '../../lib/read/find-numbers.ts';
import { segmentPage } from '../../lib/segment/segment-page.ts';
import { box, inkBoxes } from '../preprocess/pictures.ts';
import { CLASSES, sayOf } from '../read/lines.ts';
import { alwaysSpells } from './fake-lines.ts';
import { alwaysSays, classifierBy, MODEL, rowOf } from './fakes.ts';

/** A page with one row of blocks for each of the counts, in each of which the glyph network sees a 7. */
function stretchesOf(...counts: readonly number[]) {
  const width = 40 * Math.max(...counts) + 40;
  const height = 60 * counts.length + 20;
  const boxes = counts.flatMap((count, row) =>
    Array.from({ length: count }, (_, i) => box(20 + 40 * i, 20 + 60 * row, 12, 20)),
  );
  const picture = inkBoxes(width, height, boxes);
  const soft = { width, height, data: picture.data.map((ink) => ink * 255) };
  const page = { ...findComponents(picture), width, height, soft, dpi: 100, rules: [] };
  const stretches = segmentPage(page).map((line): Stretch => {
    const scores = line.candidates.map(() => sayOf('7'));
    const { numbers, reading } = findNumbers(line, scores, CLASSES, { digitPrior: 0.5 });
    const range = { begin: 0, end: line.pieces.length };
    return { read: { line, scores, classes: CLASSES, reading }, range, number: numbers[0]! };
  });
  return { page, stretches };
}

type Numbers = Awaited<ReturnType<typeof lookAgain>>['numbers'];
const textsOf = (numbers: Numbers) =>
  numbers.map((number) => number?.glyphs.map(({ text }) => text).join(''));

describe('lookAgain', () => {
  it('asks for nothing if there is nothing to look at', async () => {
    const { page } = stretchesOf(1);
    const classifier = alwaysSays('7');
    expect(await lookAgain([], page, classifier)).toMatchObject({ numbers: [], looks: [] });
    expect(classifier.stripCalls).toEqual([]);
  });

  it('shows all stretches in one call, and gives what stands in each', async () => {
    const { page, stretches } = stretchesOf(3, 5);
    const classifier = alwaysSays('7');
    const { numbers, answered } = await lookAgain(stretches, page, classifier);
    expect(textsOf(numbers)).toEqual(['777', '77777']);
    expect(answered?.model).toEqual(MODEL);
    expect(classifier.stripCalls).toHaveLength(1);
    const [{ widths, data } = { widths: [], data: [] }] = classifier.stripCalls;
    expect(widths).toHaveLength(2);
    expect(data).toHaveLength(STRIP_HEIGHT * (widths[0]! + widths[1]!));
  });

  it('gives nothing for a stretch in which no digit stands after all', async () => {
    const { page, stretches } = stretchesOf(2);
    const doubted = stretches.map(({ read, ...stretch }) => {
      const scores = read.line.candidates.map(() => sayOf('x'));
      const { reading } = findNumbers(read.line, scores, CLASSES, { digitPrior: 0.5 });
      return { ...stretch, read: { ...read, scores, reading } };
    });
    const blank = classifierBy(() => rowOf('7'), MODEL, alwaysSpells(''));
    expect((await lookAgain(doubted, page, blank)).numbers).toEqual([undefined]);
  });

  it('keeps what the lattice read in a stretch that is too wide for the line network', async () => {
    const { page, stretches } = stretchesOf(110, 3);
    const classifier = classifierBy(() => rowOf('7'), MODEL, alwaysSpells('444', 0.9999));
    const { numbers } = await lookAgain(stretches, page, classifier);
    expect(textsOf(numbers)).toEqual(['7'.repeat(110), '444']);
    expect(numbers[0]).toMatchObject(stretches[0]!.number!);
    const { widths } = classifier.stripCalls[0]!;
    expect(widths).toHaveLength(1);
    expect(widths[0]).toBeLessThan(MAX_STRIP_COLUMNS);
  });

  it('says of each number how often strings as sure are right, by the calibration of the model', async () => {
    const { page, stretches } = stretchesOf(3);
    const classifier = alwaysSays('7');
    const plain = (await lookAgain(stretches, page, classifier)).numbers[0]!;
    const calibration = { map: { a: 1, b: 1, c: -1 }, thresholds: [] };
    const careful = {
      ...classifier,
      readStrips: async (...asked: Parameters<typeof classifier.readStrips>) => ({
        ...(await classifier.readStrips(...asked)),
        calibration,
      }),
    };
    const { numbers, answered } = await lookAgain(stretches, page, careful);
    expect(numbers[0]!.rawConfidence).toBe(plain.rawConfidence);
    expect(numbers[0]!.confidence).toBeLessThan(plain.confidence);
    expect(answered?.calibration).toEqual(calibration);
  });

  it('hands the signal on', async () => {
    const { page, stretches } = stretchesOf(1);
    const { signal } = new AbortController();
    const seen: unknown[] = [];
    const classifier = alwaysSays('7');
    await lookAgain(
      stretches,
      page,
      {
        ...classifier,
        readStrips: (strips, given) => {
          seen.push(given);
          return classifier.readStrips(strips);
        },
      },
      { signal },
    );
    expect(seen).toEqual([signal]);
  });
});
