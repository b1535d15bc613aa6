import { describe, expect, it } from 'vitest';
import { digitsOf, figuresOf } from '../../../bench/compare/figures.ts';

const END = { version: 'a 1', threads: 1, peakRssMb: 99.6 };
const reading = (text: string, cpuMs = 10, wallMs = 20) => ({ text, cpuMs, wallMs });

describe('digitsOf', () => {
  it('keeps digits alone', () => {
    expect(digitsOf('$ 1.250,-\n')).toBe('1250');
    expect(digitsOf('Zoo')).toBe('');
  });
});

describe('figuresOf', () => {
  it('counts whole strings and, over all lines together, characters', () => {
    const readings = [reading('12.34\n', 5), reading('12', 15), reading('')];
    const figures = figuresOf(['1234', '13', '00'], { ...END, readings });
    expect(figures.exact).toBeCloseTo(1 / 3);
    expect(figures.cer).toBeCloseTo(3 / 8);
    expect(figures.msPerLine).toBeCloseTo(10);
    expect(figures.wallMsPerLine).toBeCloseTo(20);
    expect(figures.peakRssMb).toBe(100);
  });

  it('refuses lines without a reading', () => {
    expect(() => figuresOf(['1', '2'], { ...END, readings: [reading('1')] })).toThrow(
      'each of 2 lines but received 1',
    );
    expect(() => figuresOf([], { ...END, readings: [] })).toThrow(RangeError);
  });
});
