import { describe, expect, it } from 'vitest';
import type { GlyphReading, MicrLine } from '../../../lib/document/result.ts';
import { micrFields } from '../../../lib/fields/micr/micr-fields.ts';
import { spacedText } from '../../../lib/fields/micr/spaced-text.ts';
import { micrLine } from './micr-line.ts';

describe('micrFields', () => {
  it('gives the line and its parts', () => {
    const line = micrLine('A111000025A 123456789C 0101');
    const fields = micrFields(line, 2, { country: 'US' });
    expect(fields.micr).toMatchObject({
      kind: 'micr',
      raw: 'A111000025A123456789C0101',
      value: { routing: '111000025', account: '123456789', serial: '0101' },
      page: 2,
      box: line.box,
      confidence: 0.98,
    });
    expect(fields.routing).toEqual({
      kind: 'routing',
      raw: '111000025',
      value: '111000025',
      page: 2,
      confidence: 0.98,
      evidence: [
        { rule: 'micr-grammar', held: true },
        { rule: 'aba', held: true },
        { rule: 'micr-country', held: true },
      ],
    });
    expect(fields.serial).toMatchObject({ kind: 'serial', value: '0101' });
    expect(fields.account).toMatchObject({ kind: 'account', value: '123456789' });
    expect(fields.transactionCode).toBeUndefined();
  });

  it('parts a serial number from an account by the room between them', () => {
    const fields = micrFields(micrLine('A111000025A 0101  123456789C'), 0);
    expect(fields.serial?.value).toBe('0101');
    expect(fields.account?.value).toBe('123456789');
  });

  it('keeps a line that is of no country, without a value', () => {
    const { micr, ...others } = micrFields(micrLine('12C34'), 0);
    expect(micr).toMatchObject({
      raw: '12C34',
      value: null,
      evidence: [{ rule: 'micr-grammar', held: false }],
    });
    expect(others).toEqual({});
  });

  it('repairs one unread character of a routing number, and says so', () => {
    const { routing, micr } = micrFields(micrLine('A1110000?5A123456789C0101'), 0);
    expect(routing?.value).toBe('111000025');
    for (const field of [routing, micr]) {
      expect(field?.evidence).toContainEqual({ rule: 'aba', held: true, repaired: true });
    }
  });

  it('does not repair two, and has no value for what was not read', () => {
    const { routing, account } = micrFields(micrLine('A1110000??A12345678?C0101'), 0);
    expect(routing).toMatchObject({ raw: '1110000??', value: null, confidence: 0 });
    expect(account).toMatchObject({ raw: '12345678?', value: null });
    expect(account?.evidence).toContainEqual({ rule: 'micr-unread', held: false });
  });

  it('repairs the one character in doubt when the checksum asks for its alternative', () => {
    const doubt = (line: MicrLine, at: number, alternative: string): MicrLine => {
      const glyphs = line.glyphs.map(
        (glyph, k): GlyphReading =>
          k === at
            ? { ...glyph, probability: 0.6, alternatives: [{ text: alternative, probability: 0.4 }] }
            : glyph,
      );
      return { ...line, glyphs };
    };
    const wrong = micrLine('A111000085A123456789C0101');
    expect(micrFields(doubt(wrong, 8, '2'), 0).routing).toMatchObject({
      raw: '111000025',
      value: '111000025',
    });
    expect(micrFields(doubt(wrong, 8, '7'), 0).routing?.value).toBe('111000085');
    expect(micrFields(doubt(doubt(wrong, 8, '2'), 7, '3'), 0).routing?.value).toBe('111000085');
    expect(micrFields(wrong, 0).routing?.evidence).toContainEqual({ rule: 'aba', held: false });
  });
});

describe('spacedText', () => {
  it('puts spaces where there is room for a character', () => {
    expect(spacedText(micrLine('A12 34C  56'))).toBe('A12 34C 56');
  });

  it('leaves a line alone whose glyphs are not one for each character', () => {
    expect(spacedText({ ...micrLine('A12 34C'), text: 'A1234' })).toBe('A1234');
  });
});
