import { describe, expect, it } from 'vitest';
import { despeckle } from '../../lib/preprocess/despeckle.ts';
import { box } from './pictures.ts';

const components = [
  { label: 1, box: box(0, 0, 1, 1), area: 1 },
  { label: 2, box: box(5, 5, 2, 1), area: 2 },
  { label: 3, box: box(20, 5, 20, 30), area: 140 },
  { label: 4, box: box(50, 30, 6, 6), area: 30 },
];

describe('despeckle', () => {
  it('drops specks and keeps digits and decimal points, unchanged and in order', () => {
    expect(despeckle(components, { dpi: 300 })).toEqual(components.slice(2));
  });

  it('takes a larger blot for a speck in a finer scan', () => {
    const speck = { label: 1, box: box(0, 0, 4, 4), area: 12 };
    expect(despeckle([speck], { dpi: 150 })).toEqual([speck]);
    expect(despeckle([speck], { dpi: 1_200 })).toEqual([]);
  });

  it('keeps a thin stroke whose other side is long', () => {
    const stroke = { label: 1, box: box(0, 0, 2, 40), area: 80 };
    expect(despeckle([stroke], { dpi: 300 })).toEqual([stroke]);
  });
});
