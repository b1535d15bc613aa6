import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateDpi, resolveDpi } from '../../lib/decode/estimate-dpi.ts';

describe('estimateDpi', () => {
  it.each([
    ['A4 at 300 dpi', 2480, 3508, 300],
    ['letter at 200 dpi', 1700, 2200, 200],
    ['legal at 200 dpi', 1700, 2800, 200],
    ['a CTS-2010 cheque at 200 dpi', 1590, 724, 200],
    ['a US business cheque at 300 dpi', 2550, 1050, 300],
    ['a cheque that stands upright', 724, 1590, 200],
  ])('is within 12 %% of the truth for %s', (_name, width, height, dpi) => {
    expect(Math.abs(estimateDpi(width, height) / dpi - 1)).toBeLessThan(0.12);
  });

  it('takes a strip for a cut-out line, by its height', () => {
    expect(estimateDpi(1500, 125)).toBe(200);
    expect(estimateDpi(125, 1500)).toBe(200);
  });

  it('is a whole number from 60 to 600, the same for a page turned by a quarter', () => {
    const side = fc.integer({ min: 1, max: 30_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const dpi = estimateDpi(width, height);
        expect(Number.isInteger(dpi) && dpi >= 60 && dpi <= 600).toBe(true);
        expect(estimateDpi(height, width)).toBe(dpi);
      }),
    );
  });
});

describe('resolveDpi', () => {
  it.each([
    ['a usual value', 300, 2480, 3508],
    ['a fax', 204, 1728, 2200],
    ['72 dpi where the page comes out as A4', 72, 595, 842],
    ['96 dpi where the page comes out as letter', 96, 816, 1056],
  ])('believes %s', (_name, dpi, width, height) => {
    expect(resolveDpi(dpi, width, height)).toEqual({ dpi, dpiSource: 'metadata' });
  });

  it.each([
    ['nothing', undefined, 2480, 3508],
    ['0', 0, 2480, 3508],
    ['1 (libvips without a resolution)', 1, 2480, 3508],
    ['NaN', Number.NaN, 2480, 3508],
    ['49', 49, 595, 842],
    ['2,401', 2_401, 5000, 7000],
    ['the default 72 on a scan', 72, 2480, 3508],
    ['the default 96 on a cheque', 96, 2092, 966],
    ['a phone photo that says 180', 180, 4032, 3024],
    ['a page of less than an inch', 1_200, 1000, 700],
  ])('estimates instead of %s', (_name, dpi, width, height) => {
    expect(resolveDpi(dpi, width, height)).toEqual({
      dpi: estimateDpi(width, height),
      dpiSource: 'estimated',
    });
  });
});
