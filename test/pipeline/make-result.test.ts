import { describe, expect, it } from 'vitest';
import { DocumentError } from '../../lib/document/errors.ts';
import { type NumberReading, type PageResult, resultSchema } from '../../lib/document/result.ts';
import { readResult, rejectedResult } from '../../lib/pipeline/make-result.ts';
import { MODEL } from './fakes.ts';

const IDENTITY = { container: 'inbox', key: 'scan.png', sha256: 'a'.repeat(64) };

function numberOf(confidence: number): NumberReading {
  const box = { x: 1, y: 2, width: 30, height: 20 };
  const glyph = { text: '7', box, probability: confidence, alternatives: [{ text: '1', probability: 0.01 }] };
  return { text: '7', box, confidence, kind: 'handwritten', glyphs: [glyph] };
}

function pageOf(index: number, ...confidences: readonly number[]): PageResult {
  return {
    index,
    width: 100,
    height: 50,
    dpi: 200,
    dpiSource: 'metadata',
    turned: 0,
    skew: -0.3,
    quality: [],
    numbers: confidences.map(numberOf),
  };
}

function resultOf(...pages: readonly PageResult[]) {
  const result = readResult(IDENTITY, { kind: 'tiff', pages, model: MODEL });
  expect(resultSchema.parse(result)).toEqual(result);
  return result;
}

describe('readResult', () => {
  it('accepts a document whose every number is sure', () => {
    const result = resultOf(pageOf(0, 0.99, 0.97), pageOf(1, 1));
    expect(result.status).toBe('accepted');
    expect(result.reasons).toEqual([]);
    expect(result.document).toEqual({ ...IDENTITY, kind: 'tiff' });
    expect(result.model).toEqual({ version: MODEL.version, sha256: MODEL.sha256 });
    expect(result.pages).toHaveLength(2);
  });

  it('asks for a review of each page with a doubtful number, once', () => {
    const result = resultOf(pageOf(0, 0.99), pageOf(1, 0.99, 0.4, 0.3));
    expect(result.status).toBe('review');
    expect(result.reasons).toEqual([{ code: 'low-confidence', page: 1 }]);
  });

  it('asks for a review of a page without numbers: an empty page is no success', () => {
    const result = resultOf(pageOf(0), pageOf(1, 0.99));
    expect(result.status).toBe('review');
    expect(result.reasons).toEqual([{ code: 'no-numbers', page: 0 }]);
  });

  it('keeps the version that the document was read in', () => {
    const result = readResult({ ...IDENTITY, versionId: 'v3' }, { kind: 'png', pages: [], model: MODEL });
    expect(resultSchema.parse(result).document.versionId).toBe('v3');
  });
});

describe('rejectedResult', () => {
  it('says why, and which model would have read', () => {
    const result = rejectedResult(IDENTITY, new DocumentError('encrypted', 'Expected an open PDF'), MODEL);
    expect(resultSchema.parse(result)).toEqual({
      schemaVersion: 1,
      document: { ...IDENTITY, kind: 'unknown' },
      status: 'rejected',
      reasons: [{ code: 'encrypted', message: 'Expected an open PDF' }],
      pages: [],
      fields: {},
      model: { version: MODEL.version, sha256: MODEL.sha256 },
    });
  });
});
