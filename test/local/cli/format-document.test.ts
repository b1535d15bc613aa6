import { describe, expect, it } from 'vitest';
import type { Result } from '../../../lib/document/result.ts';
import { formatDocument, formatFailure } from '../../../local/cli/format-document.ts';

const page = {
  width: 600,
  height: 400,
  dpi: 200,
  dpiSource: 'metadata',
  turned: 0,
  skew: 0,
  quality: [],
} as const;
const result: Result = {
  schemaVersion: 1,
  document: { container: 'scans', key: 'a.tif', sha256: '0'.repeat(64), kind: 'tiff' },
  status: 'review',
  reasons: [{ code: 'low-confidence', page: 1, message: 'one number is doubtful' }, { code: 'crowded' }],
  acceptance: { maxMisread: 0.01, threshold: 0.9874, shown: 0.01 },
  pages: [
    {
      ...page,
      index: 0,
      numbers: [
        {
          text: '0123456789',
          box: { x: 10.4, y: 20.6, width: 300, height: 18 },
          confidence: 0.99999,
          kind: 'handwritten',
          glyphs: [],
        },
      ],
    },
    {
      ...page,
      index: 1,
      numbers: [
        { text: '7', box: { x: 1, y: 2, width: 3, height: 4 }, confidence: 0.5, kind: 'micr', glyphs: [] },
      ],
    },
  ],
  fields: {},
  model: { version: 'test', sha256: '1'.repeat(64) },
};

describe('formatDocument', () => {
  it('shows status, reasons and a row for each number', () => {
    expect(formatDocument({ shown: 'a.tif', result, milliseconds: 411.6 }, false)).toBe(
      [
        'a.tif  review  tiff  2 pages  2 numbers  412 ms',
        '  low-confidence (page 2): one number is doubtful',
        '  crowded',
        '  page  text        kind         confidence  box x,y width x height',
        '     1  0123456789  handwritten       99.9%  10,21 300 x 18',
        '     2  7           micr              50.0%  1,2 3 x 4',
        '',
      ].join('\n'),
    );
  });

  it('shows no table where there is no number', () => {
    const bare: Result = {
      ...result,
      status: 'accepted',
      reasons: [],
      pages: [{ ...page, index: 0, numbers: [] }],
    };
    expect(formatDocument({ shown: 'a.tif', result: bare, milliseconds: 1 }, false)).toBe(
      'a.tif  accepted  tiff  1 page  0 numbers  1 ms\n',
    );
  });

  it('shows a rejected document in one line with its error code', () => {
    const rejected: Result = {
      ...result,
      status: 'rejected',
      reasons: [{ code: 'empty-file', message: 'The file is empty' }],
      pages: [],
    };
    expect(formatDocument({ shown: 'a.tif', result: rejected, milliseconds: 1 }, false)).toBe(
      'a.tif  rejected  empty-file: The file is empty\n',
    );
  });

  it('colours status and confidence on request only', () => {
    const text = formatDocument({ shown: 'a.tif', result, milliseconds: 1 }, true);
    expect(text).toContain('\u001B[33mreview\u001B[39m');
    expect(text).toContain('\u001B[32m     99.9%\u001B[39m');
    expect(text).toContain('\u001B[31m     50.0%\u001B[39m');
    const strict = { ...result, acceptance: { maxMisread: 0, threshold: 1 } };
    expect(formatDocument({ shown: 'a.tif', result: strict, milliseconds: 1 }, true)).toContain(
      '\u001B[33m     99.9%\u001B[39m',
    );
  });

  it('lets no file name speak to the terminal', () => {
    expect(formatFailure('a\u001B[2J\n.png', 'failed', 'x: y', false)).toBe(
      'a\\x1b[2J\\x0a.png  failed  x: y\n',
    );
  });
});
