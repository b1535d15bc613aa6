import { describe, expect, it } from 'vitest';
import type { Field, MicrLine, PageResult } from '../../lib/document/result.ts';
import { imageTexts } from '../../lib/pipeline/image-texts.ts';

const PITCH = 25;

/** A line as it was read, with its characters on the pitch; a space leaves a place empty. */
function micrLine(written: string, confidence = 0.97): MicrLine {
  const glyphs = [...written].flatMap((text, place) =>
    text === ' '
      ? []
      : [
          {
            text,
            box: { x: PITCH * place, y: 500, width: 18, height: 24 },
            probability: 0.99,
            alternatives: [],
          },
        ],
  );
  const box = { x: 0, y: 500, width: PITCH * written.length, height: 24 };
  return { script: 'e13b', text: written.replaceAll(' ', ''), box, confidence, glyphs };
}

const page = (...micr: readonly MicrLine[]): PageResult => ({
  index: 0,
  width: 1200,
  height: 550,
  dpi: 200,
  dpiSource: 'metadata',
  turned: 0,
  skew: 0,
  quality: ['bitonal'],
  numbers: [],
  micr,
});

const amount = (minorUnits: number, confidence: number): Field => ({
  kind: 'amount',
  raw: '',
  value: { minorUnits, currency: 'USD' },
  confidence,
  threshold: 0.9,
  decision: 'accept',
  evidence: [],
});

const textsOf = (...read: Parameters<typeof imageTexts>) =>
  Object.fromEntries(Object.entries(imageTexts(...read)).map(([field, shown]) => [field, shown.text]));

describe('imageTexts', () => {
  it.each([
    ['A000067894A 0004713826C 1042', '', '0004713826/1042'],
    ['A000067894A1042D0004D713826C', '', '1042-0004-713826/'],
    ['C002391C A000067894A 7713820055C', '002391', '7713820055/'],
  ])('says %j by the names of record 25', (line, auxiliary, onUs) => {
    expect(textsOf({ pages: [page(micrLine(line))], fields: {} })).toEqual({
      AuxiliaryOnUs: auxiliary,
      ExternalProcessingCode: '',
      PayorBankRoutingNumber: '00006789',
      PayorBankCheckDigit: '4',
      OnUs: onUs,
    });
  });

  it('takes the amount that was read more surely', () => {
    const line = micrLine('A000067894A 0001188204C 0307 B0000004275B', 0.9);
    const at = (confidence: number) =>
      imageTexts({ pages: [page(line)], fields: { amount: amount(4276, confidence) } }).ItemAmount;
    expect(at(0.95)).toEqual({ text: '4276', confidence: 0.95 });
    expect(at(0.5)).toEqual({ text: '0000004275', confidence: 0.9 });
    expect(imageTexts({ pages: [], fields: { amount: amount(100, 0.4) } })).toEqual({
      ItemAmount: { text: '100', confidence: 0.4 },
    });
  });

  it('marks what could not be read, and repairs nothing', () => {
    // The check digit would leave one choice.
    expect(textsOf({ pages: [page(micrLine('A00006?894A 0004713826C 1042'))], fields: {} })).toMatchObject({
      PayorBankRoutingNumber: '00006*89',
      PayorBankCheckDigit: '4',
    });
  });

  it('says nothing where there is no line, or none of the United States, or an amount without a meaning', () => {
    const { value: _, ...unread } = amount(1, 0.9);
    const fields = { amount: { ...unread, value: null } };
    const strange = micrLine('CCC123');
    expect(
      [
        { pages: [page()], fields: {} },
        { pages: [page(strange)], fields },
      ].map(imageTexts),
    ).toEqual([{}, {}]);
  });
});
