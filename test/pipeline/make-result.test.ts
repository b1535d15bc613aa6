import { describe, expect, it } from 'vitest';
import { DocumentError } from '../../lib/document/errors.ts';
import { type NumberReading, type PageResult, resultSchema } from '../../lib/document/result.ts';
import { readResult, rejectedResult } from '../../lib/pipeline/make-result.ts';
import { type CalibrationTable, UNCALIBRATED } from '../../lib/read/calibration.ts';
import { MODEL } from './fakes.ts';

const IDENTITY = { container: 'inbox', key: 'scan.png', sha256: 'a'.repeat(64) };

const CALIBRATED: CalibrationTable = {
  map: { a: 1, b: 1, c: 0 },
  thresholds: [
    { misread: 0.01, confidence: 0.9871, accepted: 900, wrong: 3 },
    { misread: 0.05, confidence: 0.84, accepted: 1_000, wrong: 30 },
  ],
};

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
  return resultBy(UNCALIBRATED, 0.05, ...pages);
}

function resultBy(calibration: CalibrationTable, maxMisread: number, ...pages: readonly PageResult[]) {
  const result = readResult(
    IDENTITY,
    { kind: 'tiff', pages, fields: {}, model: MODEL, calibration },
    maxMisread,
  );
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

  it('accepts from the threshold on that the model was shown to need', () => {
    const pages = [pageOf(0, 0.9871)];
    expect(resultBy(CALIBRATED, 0.01, ...pages)).toMatchObject({
      status: 'accepted',
      acceptance: { maxMisread: 0.01, threshold: 0.9871, shown: 0.01 },
    });
    expect(resultBy(CALIBRATED, 0.01, pageOf(0, 0.987)).status).toBe('review');
    expect(resultBy(CALIBRATED, 0.05, pageOf(0, 0.84)).acceptance).toEqual({
      maxMisread: 0.05,
      threshold: 0.84,
      shown: 0.05,
    });
  });

  it('says what the threshold is known to keep where that is less than was asked for', () => {
    const { acceptance } = resultBy(CALIBRATED, 0.001, pageOf(0, 1));
    expect(acceptance).toEqual({ maxMisread: 0.001, threshold: 0.999, shown: 0.01 });
  });

  it('takes the confidence at its word, to four places, where the model was never calibrated', () => {
    expect(resultBy(UNCALIBRATED, 0.07, pageOf(0, 0.93))).toMatchObject({
      status: 'accepted',
      acceptance: { maxMisread: 0.07, threshold: 0.93 },
    });
    expect(resultBy(UNCALIBRATED, 0.000_06, pageOf(0, 0.9999)).status).toBe('review');
  });

  it('asks for a review of a page without numbers: an empty page is no success', () => {
    const result = resultOf(pageOf(0), pageOf(1, 0.99));
    expect(result.status).toBe('review');
    expect(result.reasons).toEqual([{ code: 'no-numbers', page: 0 }]);
  });

  it('judges a cheque by its fields, and says which presentment it is', () => {
    const field = { page: 0, box: { x: 0, y: 0, width: 9, height: 9 }, confidence: 0.99, evidence: [] };
    const parts = { routing: '111000025', account: '123456789', serial: '0101' };
    const fields = {
      micr: { ...field, kind: 'micr', raw: 'A111000025A123456789C0101', value: parts },
      amount: { ...field, kind: 'amount', raw: '12.34', value: { minorUnits: 1_234, currency: 'USD' } },
    } as const;
    const pages = [pageOf(0, 0.2)];
    const result = readResult(
      IDENTITY,
      { kind: 'png', pages, fields, model: MODEL, calibration: UNCALIBRATED },
      0.05,
    );
    expect(result.reasons).toEqual([{ code: 'field-missing', field: 'date' }]);
    expect(resultSchema.parse(result)).toMatchObject({
      presentment: expect.stringMatching(/^[0-9a-f]{64}$/),
      fields: { amount: { decision: 'accept', threshold: 0.95 } },
    });
  });

  it('judges the MICR line by the threshold of its own reader', () => {
    const field = { page: 0, confidence: 0.98, evidence: [] };
    const fields = {
      micr: { ...field, kind: 'micr', raw: 'A111000025A', value: { routing: '111000025' } },
      serial: { ...field, kind: 'serial', raw: '101', value: '101' },
    } as const;
    const table = (confidence: number) => [{ misread: 0.01, confidence, accepted: 500, wrong: 0 }];
    const calibration: CalibrationTable = {
      ...UNCALIBRATED,
      thresholds: table(0.95),
      micr: { ...UNCALIBRATED, thresholds: table(0.991_23) },
    };
    const reading = { kind: 'png', pages: [], fields, model: MODEL, calibration } as const;
    const result = readResult(IDENTITY, reading, 0.01);
    expect(result.acceptance?.threshold).toBe(0.95);
    expect(result.fields.micr).toMatchObject({ threshold: 0.9913, decision: 'review' });
    expect(result.fields.serial).toMatchObject({ threshold: 0.95, decision: 'accept' });
  });

  it('keeps the version that the document was read in', () => {
    const reading = { kind: 'png', pages: [], fields: {}, model: MODEL, calibration: UNCALIBRATED } as const;
    const result = readResult({ ...IDENTITY, versionId: 'v3' }, reading, 0.01);
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
