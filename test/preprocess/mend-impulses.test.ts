import { describe, expect, it } from 'vitest';
import { mendImpulses } from '../../lib/preprocess/mend-impulses.ts';

/** 20 x 20, an upright stroke of four columns, and salt or pepper at the places given. */
function stroke(...spots: readonly (readonly [number, number])[]) {
  const data = Uint8Array.from({ length: 400 }, (_, at) => (at % 20 >= 8 && at % 20 < 12 ? 255 : 0));
  for (const [x, y] of spots) data[y * 20 + x] = 255 - data[y * 20 + x]!;
  return { width: 20, height: 20, data };
}

const SALT = [
  [2, 2],
  [5, 7],
  [15, 3],
  [17, 12],
  [3, 16],
] as const;

describe('mendImpulses', () => {
  it('takes salt off the paper and pepper out of the ink', () => {
    expect(mendImpulses(stroke(...SALT, [10, 9]))).toEqual(stroke());
  });

  it('leaves a few dots alone: somebody may have made them', () => {
    const dots = stroke(...SALT.slice(0, 4));
    expect(mendImpulses(dots)).toBe(dots);
  });

  it('counts no soft edge as lonely', () => {
    const soft = stroke();
    for (let y = 0; y < 20; y++) soft.data[y * 20 + 7] = 128;
    expect(mendImpulses(soft)).toBe(soft);
  });

  it('mends fewer when told to', () => {
    const dots = stroke(...SALT);
    expect(mendImpulses(dots, { minShare: 0.02 })).toBe(dots);
  });
});
