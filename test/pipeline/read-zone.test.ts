import { describe, expect, it } from 'vitest';
import { readZone, readZones } from '../../lib/pipeline/read-zone.ts';
import { preparePage } from '../../lib/preprocess/prepare-page.ts';
import { alwaysSpells } from './fake-lines.ts';
import { alwaysSays, blockPage, calibrated, classifierBy, MODEL, rowOf } from './fakes.ts';

/** Rows of blocks at y 40, 100, ...; the blocks of a row at x 40, 60, ... are 12 wide and 22 high. */
async function zoned(...rows: readonly number[]) {
  const image = blockPage(rows);
  return { index: 3, prepared: await preparePage({ image, dpi: 100, bitonal: true }, { turn: 0 }) };
}

const all = { x: 0, y: 0, width: 400, height: 90 };

describe('readZone', () => {
  it('reads what has its middle in the zone, and nothing beside it', async () => {
    const page = await zoned(5, 3);
    // From the middle of the second block to before that of the fourth.
    const {
      page: index,
      box,
      writings,
    } = await readZone({ ...all, x: 60, width: 45 }, page, alwaysSays('7'));
    expect(index).toBe(3);
    expect(writings[0]?.text).toBe('77');
    expect(box).toMatchObject({ x: 60, y: 40, width: 32, height: 22 });
  });

  it('is empty where nothing is written', async () => {
    const place = await readZone({ x: 200, y: 0, width: 100, height: 90 }, await zoned(5), alwaysSays('7'));
    expect(place.writings).toEqual([]);
    expect(place.box).toMatchObject({ x: 200, width: 100 });
  });

  it('gives the ways to write it, together never over 1, with the signs that stand between', async () => {
    const strips = alwaysSpells('1,234', 0.9);
    const classifier = classifierBy(() => rowOf('2', 0.4), MODEL, strips);
    const { writings } = await readZone(all, await zoned(4), classifier);
    expect(writings.some(({ text }) => text === '1,234')).toBe(true);
    expect(writings.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1);
    const probabilities = writings.map(({ probability }) => probability);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
  });

  it('is as sure as the calibration of the model says', async () => {
    const page = await zoned(3);
    const sure = (await readZone(all, page, alwaysSays('7'))).writings[0]!;
    const map = { a: 1, b: 1, c: -9 };
    const careful = (await readZone(all, page, calibrated(alwaysSays('7'), { map, thresholds: [] })))
      .writings[0]!;
    expect(careful.text).toBe(sure.text);
    expect(careful.probability).toBeLessThan(sure.probability - 0.01);
  });
});

describe('readZones', () => {
  it('asks once for all zones, and for nothing where there is none', async () => {
    const page = await zoned(5, 3);
    const classifier = alwaysSays('7');
    expect(await readZones([], page, classifier)).toEqual({ places: [] });
    expect(classifier.calls).toEqual([]);
    const { places, answered } = await readZones([all, { ...all, y: 90 }], page, classifier);
    expect(places.map(({ writings }) => writings[0]?.text)).toEqual(['77777', '777']);
    expect([classifier.calls.length, classifier.stripCalls.length]).toEqual([1, 1]);
    expect(answered?.model).toEqual(MODEL);
  });

  it('shows a place of an amount at several sizes, in the same call', async () => {
    const page = await zoned(5, 3);
    const classifier = alwaysSays('7');
    const amount = { ...all, y: 90 };
    const { places } = await readZones([all, amount], page, classifier, { amounts: new Set([amount]) });
    expect(places.map(({ writings }) => writings[0]?.text)).toEqual(['77777', '777']);
    expect([classifier.calls.length, classifier.stripCalls.length]).toEqual([1, 1]);
    const [, ...sizes] = classifier.stripCalls[0]!.widths;
    expect(sizes.length).toBe(3);
    expect(new Set(sizes).size).toBeGreaterThan(1);
  });

  it('shows no specks between the digits of a code, unless they are so few that they may be points', async () => {
    const speckled = async (lefts: readonly number[]) => {
      const image = blockPage([5]);
      for (const left of lefts)
        for (const y of [50, 51, 52]) image.data.fill(0, y * image.width + left, y * image.width + left + 3);
      return { index: 0, prepared: await preparePage({ image, dpi: 100, bitonal: true }, { turn: 0 }) };
    };
    const shownOf = async (lefts: readonly number[], codes = new Set([all])) => {
      const classifier = alwaysSays('7');
      await readZones([all], await speckled(lefts), classifier, { codes });
      return classifier.stripCalls[0]!.data;
    };
    const clean = await shownOf([]);
    const [many, few] = [[54, 74, 94, 114], [54]];
    expect(await shownOf(many)).toEqual(clean);
    expect(await shownOf(many, new Set())).not.toEqual(clean);
    expect(await shownOf(few)).not.toEqual(clean);
  });

  it('shows only the first places of an amount at several sizes', async () => {
    const page = await zoned(5, 4, 3, 2);
    const classifier = alwaysSays('7');
    const amounts = [0, 1, 2, 3].map((row) => ({ ...all, y: 30 + 60 * row, height: 50 }));
    const { places } = await readZones(amounts, page, classifier, { amounts: new Set(amounts) });
    expect(places.map(({ writings }) => writings[0]?.text)).toEqual(['77777', '7777', '777', '77']);
    expect(classifier.stripCalls.flatMap(({ widths }) => widths)).toHaveLength(3 * 3 + 1);
  });
});
