import { describe, expect, it } from 'vitest';
import { flattenPaper } from '../../lib/preprocess/flatten-paper.ts';

const SIZE = 24;
const RADIUS = 3;

/** An upright stroke of three columns, brighter by `ink` than the paper at each place. */
function stroke(ink: number, paperAt: (x: number, y: number) => number) {
  const data = Uint8Array.from({ length: SIZE * SIZE }, (_, at) => {
    const [x, y] = [at % SIZE, Math.floor(at / SIZE)];
    return paperAt(x, y) + (x >= 10 && x < 13 && y >= 4 && y < 20 ? ink : 0);
  });
  return { width: SIZE, height: SIZE, data };
}

const full = stroke(255, () => 0);

describe('flattenPaper', () => {
  it('leaves a picture on black as it is, however faint', () => {
    for (const image of [full, stroke(90, () => 8)])
      expect(flattenPaper(image, { radius: RADIUS })).toBe(image);
  });

  it('takes grey paper off and stretches the ink', () => {
    expect(
      flattenPaper(
        stroke(127, () => 128),
        { radius: RADIUS },
      ),
    ).toEqual(full);
  });

  it('follows paper that grows brighter from side to side', () => {
    const { data } = flattenPaper(
      stroke(60, (x, y) => 40 + 4 * x + 2 * y),
      { radius: RADIUS },
    );
    const level = (x: number, y: number) => data[y * SIZE + x]!;
    expect(level(11, 12)).toBeGreaterThan(220);
    expect([level(0, 0), level(23, 23), level(5, 12), level(18, 12)].every((paper) => paper < 30)).toBe(true);
  });

  it('gives no ink for paper alone', () => {
    expect(
      new Set(
        flattenPaper(
          stroke(0, () => 100),
          { radius: RADIUS },
        ).data,
      ),
    ).toEqual(new Set([0]));
  });
});
