import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawLineCharts } from '../../../local/evaluate/draw-line-charts.ts';
import { drawReadMisread } from '../../../local/evaluate/draw-read-misread.ts';
import { drawReliability } from '../../../local/evaluate/draw-reliability.ts';
import { readMisreadCurve } from '../../../local/evaluate/metrics/confidence.ts';
import type { LinesReport } from '../../../local/evaluate/report.ts';

const bin = { from: 0.9, to: 1, n: 10, confidence: 0.95, right: 0.5 };

describe('drawReliability', () => {
  it('puts a bin at its mean confidence and its share of right strings', () => {
    const svg = drawReliability({ title: 'a', subtitle: 'b', bins: [bin] });
    // The plot begins at 90, 106 and is 420 x 340; the interval of 5 of 10 reaches from 24 to 76 %.
    expect(svg).toContain('<circle cx="489" cy="276" r="4.5"');
    expect(svg).toContain('<path d="M489 365.6V186.4');
    expect(svg).not.toContain('<text');
  });

  it('draws no bin at all for no strings', () => {
    const svg = drawReliability({ title: 'a', subtitle: 'b', bins: [] });
    // The legend's dot alone.
    expect(svg.match(/<circle/gu)).toHaveLength(1);
  });
});

describe('drawReadMisread', () => {
  const curve = readMisreadCurve([
    { confidence: 0.9, correct: true },
    { confidence: 0.5, correct: false },
  ]);

  it('draws the curve, the wanted rate and the threshold', () => {
    const svg = drawReadMisread({
      title: 'a',
      n: 2,
      curve,
      maxMisread: 0.1,
      accepted: { read: 0.5, misread: 0 },
    });
    // The plot begins at 90, 108 and is 600 x 320, up to 50 % misread.
    expect(svg).toContain('d="M390 428L690 108"');
    expect(svg).toContain('d="M90 364h600"');
    expect(svg).toContain('<circle cx="390" cy="428" r="5.5"');
  });

  it('keeps the wanted rate in view when nothing was misread', () => {
    const svg = drawReadMisread({
      title: 'a',
      n: 1,
      curve: curve.slice(0, 1),
      maxMisread: 0.01,
      accepted: { read: 0 },
    });
    expect(svg).toContain('d="M90 268h600"');
  });
});

describe('drawLineCharts', () => {
  it('names the files by the set and gives pictures that open', async () => {
    const report: LinesReport = {
      kind: 'lines',
      set: 'amounts',
      split: 'test',
      n: 1,
      metrics: {
        exact: 1,
        cer: 0,
        readAtMisread: { '0.01': 1, '0.001': 1 },
        ece: 0.05,
        accepted: { maxMisread: 0.01, threshold: 0.99, read: 0 },
        msPerItem: 1,
      },
      reliability: [bin],
      errors: [],
    };
    const charts = drawLineCharts(report, [{ confidence: 0.95, correct: true }]);
    expect(charts.map(({ name }) => name)).toEqual([
      'lines-amounts-reliability.svg',
      'lines-amounts-read-misread.svg',
    ]);
    for (const { svg } of charts) expect((await sharp(Buffer.from(svg)).metadata()).format).toBe('svg');
  });
});
