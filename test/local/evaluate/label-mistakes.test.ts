import { describe, expect, it } from 'vitest';
import { seenText } from '../../../local/evaluate/label-mistakes.ts';
import { lineSplit } from '../../../local/evaluate/line-splits.ts';

describe('seenText', () => {
  it('says what stands in a picture whose label is wrong', () => {
    expect(seenText('orand-car-a', 'images/a_car_001167.jpg', '2')).toBe('109');
  });

  it('leaves every other label, and the same file name in another set, as it is', () => {
    expect(seenText('orand-car-a', 'images/a_car_001168.jpg', '2')).toBe('2');
    expect(seenText('photo-strings', 'images/a_car_001167.jpg', '2')).toBe('2');
  });

  it('touches no test line', () => {
    for (const file of ['a_car_000977.jpg', 'a_car_001163.jpg', 'a_car_001165.jpg', 'a_car_001167.jpg']) {
      expect(lineSplit('orand-car-a', { file, text: '' })).toBe('validation');
    }
  });
});
