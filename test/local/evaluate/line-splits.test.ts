import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lineSplit, SPLIT_LINE_SETS, SPLIT_MICR_SETS } from '../../../local/evaluate/line-splits.ts';
import { readLabels } from '../../../local/evaluate/shapes/labels.ts';

const DATA = process.env.DIGITLIFT_DATA ?? join(import.meta.dirname, '../../../../shared/data');

describe('lineSplit', () => {
  it.each([
    ['orand-car-a', 'images/a_car_000020.jpg', 'test'],
    ['orand-car-a', 'images/a_car_000039.jpg', 'test'],
    ['orand-car-a', 'images/a_car_000040.jpg', 'train'],
    ['orand-car-a', 'images/a_car_000160.jpg', 'validation'],
    ['lines/orand-car-a', 'a_car_001060.jpg', 'test'],
    ['register-rows', 'images/validation_died_K2845_0321a-DK_row_id_2.Jpg', 'test'],
    ['register-rows', 'images/validation_died_K2709_0093a-DM_row_id_0.Jpg', 'validation'],
    ['register-rows', 'images/validation_died_K2709_0099a-DM_row_id_0.Jpg', 'train'],
    ['photo-strings', 'images/00000001.jpg', 'test'],
    ['photo-strings', 'images/00000004.jpg', 'validation'],
    ['photo-strings', 'images/00000009.jpg', 'train'],
    ['my-cheques', 'anything.png', 'test'],
  ])('of %s, %s is %s', (set, file, part) => {
    expect(lineSplit(set, { file, text: '' })).toBe(part);
  });

  it('keeps lines together that hold the same long number, whatever else they hold', () => {
    const part = (text: string) => lineSplit('lines/micr-e13b', { file: 'a.tif', text });
    for (let number = 100_000_000; number < 100_000_050; number++) {
      expect(part(`C001C A${number}A 12345C B0000000${number % 1_000}B`)).toBe(part(`A${number}A12345C`));
    }
    const parts = Array.from({ length: 2_000 }, (_, i) => part(`A${123_456_789 + 7_919 * i}A`));
    const share = (name: string) => parts.filter((other) => other === name).length / parts.length;
    expect(share('test')).toBeCloseTo(0.3, 1);
    expect(share('validation')).toBeCloseTo(0.1, 1);
  });

  it('names a file that such a set should not hold', () => {
    expect(() => lineSplit('orand-car-a', { file: 'images/notes.txt', text: '' })).toThrow(
      'received notes.txt',
    );
  });

  it.skipIf(!existsSync(DATA))('parts every set into three (needs DIGITLIFT_DATA)', async () => {
    for (const set of [...SPLIT_LINE_SETS, ...SPLIT_MICR_SETS]) {
      const rows = await readLabels(join(DATA, 'lines', set));
      expect(new Set(rows.map((row) => lineSplit(set, row)))).toEqual(
        new Set(['train', 'validation', 'test']),
      );
    }
  });
});
