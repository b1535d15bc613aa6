import { describe, expect, it } from 'vitest';
import { drawPeers } from '../../../bench/compare/draw-peers.ts';
import { formatSet } from '../../../bench/compare/format-set.ts';
import { parseOptions } from '../../../bench/compare/options.ts';
import type { SetReport } from '../../../bench/compare/report.ts';

const figures = { exact: 0.914, cer: 0.0312, msPerLine: 31.24, wallMsPerLine: 40, peakRssMb: 300 };
const read = { status: 'read', version: 'x 1', threads: 1, errors: [], ...figures } as const;
const set: SetReport = {
  set: 'amounts',
  split: 'test',
  n: 215,
  readers: [
    { ...read, id: 'digitlift', name: 'Digitlift' },
    {
      ...read,
      id: 'paddle',
      name: 'PP-OCRv4',
      exact: 0.5,
      preparation: { scale: 2, margin: 0, detect: false },
    },
    { status: 'skipped', id: 'rapidocr', name: 'RapidOCR', reason: 'not installed: do this' },
  ],
};

describe('formatSet', () => {
  it('is a table that names every reader, the absent ones too', () => {
    const table = formatSet(set).split('\n');
    expect(table[0]).toBe('amounts (test): 215 lines');
    expect(new Set(table.slice(2, 7).map((line) => line.length)).size).toBe(1);
    expect(table[4]).toMatch(/^\| Digitlift +\| 91\.4 % +\| 3\.1 % +\| 31\.2 +\| 300 MB \| as it is \|$/u);
    expect(table[5]).toContain('| 2x ');
    expect(table[6]).toMatch(/^\| RapidOCR +\| skipped /u);
    expect(table.at(-1)).toBe('RapidOCR skipped: not installed: do this');
  });
});

describe('drawPeers', () => {
  it('draws a bar for each reader that read, Digitlift in another colour', () => {
    const bars = [
      ...drawPeers({ machine: { cpu: 'c', cores: 2, node: 'v20' }, sets: [set] }).matchAll(
        /<rect x="215"[^>]* width="([\d.]+)"[^>]*fill="(#\w+)"/gu,
      ),
    ].map(([, width, fill]) => ({ width: Number(width), fill }));
    expect(bars).toHaveLength(2);
    expect(bars[0]!.width / bars[1]!.width).toBeCloseTo(0.914 / 0.5, 2);
    expect(bars[0]!.fill).not.toBe(bars[1]!.fill);
  });
});

describe('parseOptions', () => {
  it('reads the test lines of every split set unless told otherwise', () => {
    const { folders, split } = parseOptions([]);
    expect(folders).toContain('lines/orand-car-a');
    expect(split).toBeUndefined();
    expect(parseOptions(['a', 'b', '--limit', '5'])).toMatchObject({ folders: ['a', 'b'], limit: 5 });
  });

  it('chooses preparations on training lines alone', () => {
    expect(() => parseOptions(['--preparations'])).toThrow('--split train');
    expect(parseOptions(['--preparations', '--split', 'train']).preparations).toBe(true);
  });

  it('refuses a reader that it does not know', () => {
    expect(() => parseOptions(['--reader', 'nobody'])).toThrow('nobody');
  });
});
