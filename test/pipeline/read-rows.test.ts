import { describe, expect, test } from 'vitest';
import { readRows } from '../../lib/pipeline/read-rows.ts';
import { pageOf, picture } from '../segment/drawn-page.ts';
import { alwaysSays } from './fakes.ts';

/** Blocks of 16 by 30 pixels; those of the second row lie so near that they are one. */
const isInk = (x: number, y: number) => {
  const inRow = (top: number, step: number, count: number) => {
    const at = Math.floor((x - 40) / step);
    return y >= top && y < top + 30 && at >= 0 && at < count && (x - 40) % step < 16;
  };
  return inRow(20, 40, 3) || inRow(100, 40, 2);
};
const page = { index: 2, prepared: pageOf(picture(200, 160, isInk)) };
const box = { x: 0, y: 0, width: 200, height: 160 };

describe('rows that are read', () => {
  test('have a digit for each glyph where as many stand there as should, else they are read as a line', async () => {
    const classifier = alwaysSays('7');
    const { rows, answered } = await readRows({ box, rows: 2, length: 3 }, page, classifier);
    expect(rows.map(({ writings }) => writings[0]?.text)).toEqual(['777', '77']);
    expect(rows[0]!.box).toMatchObject({ x: 40, y: 20 });
    expect(answered?.model).toBeDefined();
  });

  test('of no known length are read as lines', async () => {
    const { rows } = await readRows({ box, rows: 2, length: undefined }, page, alwaysSays('4'));
    expect(rows.map(({ writings }) => writings[0]?.text)).toEqual(['444', '44']);
  });

  test('are none where nothing is written, and nothing is asked', async () => {
    const classifier = alwaysSays('7');
    const empty = { index: 0, prepared: pageOf(picture(200, 160, () => false)) };
    expect(await readRows({ box, rows: 2, length: 3 }, empty, classifier)).toEqual({ rows: [] });
    expect(classifier.calls).toEqual([]);
  });
});
