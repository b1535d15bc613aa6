import { describe, expect, it } from 'vitest';
import { growthPerHundredPages } from '../../bench/memory.ts';

const samples = (rss: (pages: number) => number) =>
  Array.from({ length: 100 }, (_, index) => ({ pages: (index + 1) * 10, rssMb: rss((index + 1) * 10) }));

describe('growthPerHundredPages', () => {
  it('is the slope once the process has settled', () => {
    expect(growthPerHundredPages(samples((pages) => 300 + pages / 50))).toBeCloseTo(2);
    expect(growthPerHundredPages(samples((pages) => (pages < 150 ? pages * 2 : 400)))).toBeCloseTo(0);
  });

  it('is near zero for memory that only goes up and down', () => {
    expect(Math.abs(growthPerHundredPages(samples((pages) => 400 + 30 * Math.sin(pages))))).toBeLessThan(1);
  });

  it('is 0 for too few samples to tell', () => {
    expect(growthPerHundredPages([])).toBe(0);
    expect(growthPerHundredPages([{ pages: 1, rssMb: 300 }])).toBe(0);
  });
});
