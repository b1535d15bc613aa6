import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lineSplit, SPLIT_LINE_SETS } from '../../../local/evaluate/line-splits.ts';
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
    expect(lineSplit(set, file)).toBe(part);
  });

  it('names a file that such a set should not hold', () => {
    expect(() => lineSplit('orand-car-a', 'images/notes.txt')).toThrow('received notes.txt');
  });

  it.skipIf(!existsSync(DATA))('parts every set into three (needs DIGITLIFT_DATA)', async () => {
    for (const set of SPLIT_LINE_SETS) {
      const rows = await readLabels(join(DATA, 'lines', set));
      expect(new Set(rows.map(({ file }) => lineSplit(set, file)))).toEqual(
        new Set(['train', 'validation', 'test']),
      );
    }
  });
});
