import { describe, expect, it } from 'vitest';
import type { MicrMeaning, MicrParts } from '../../../lib/fields/micr/micr-meaning.ts';
import { type ParseMicrOptions, parseMicr } from '../../../lib/fields/micr/parse-micr.ts';

function e13b(text: string, options?: ParseMicrOptions) {
  return parseMicr({ script: 'e13b', text }, options);
}

function failed(meaning: MicrMeaning | undefined): string[] | undefined {
  return meaning?.evidence.filter(({ held }) => !held).map(({ rule }) => rule);
}

describe('parseMicr of the US', () => {
  const routing = '111000025';

  it.each<[string, MicrParts]>([
    [`A${routing}A123456789C0101`, { account: '123456789', serial: '0101', onUs: '123456789C0101' }],
    [`A${routing}A123456789C 0101`, { account: '123456789', serial: '0101' }],
    [`A${routing}A12D3456D789C0101`, { account: '123456789', serial: '0101' }],
    [`A${routing}A0101C123456789C`, { account: '123456789', serial: '0101' }],
    [`A${routing}A0101 123456789C`, { account: '123456789', serial: '0101' }],
    [`A${routing}AC1234D5678C0101`, { account: '12345678', serial: '0101' }],
    [`C001234CA${routing}A123456789C`, { account: '123456789', serial: '001234', auxiliaryOnUs: '001234' }],
    [
      `C001234CA${routing}A123456789C12B0000012345B`,
      { account: '123456789', serial: '001234', transactionCode: '12', amount: '0000012345' },
    ],
    [`C001234C 4A${routing}A123456789C`, { serial: '001234', externalProcessingCode: '4' }],
    ['A1110D0002A123456789C0101', { routing: '11100002', serial: '0101' }],
  ])('reads %s', (text, parts) => {
    const meaning = e13b(text);
    expect(meaning?.country).toBe('US');
    expect(meaning?.parts).toMatchObject(parts);
    expect(failed(meaning)).toEqual([]);
  });

  it('leaves it open whether digits before a dash are the serial number, until the printed one decides', () => {
    const text = `A${routing}A1211D1234D56789C`;
    expect(failed(e13b(text))).toEqual(['micr-serial']);
    const decided = e13b(text, { printedSerial: '1211' });
    expect(decided?.parts).toMatchObject({ serial: '1211', account: '123456789' });
    expect(failed(decided)).toEqual([]);
  });

  it('takes two digits after the account for a code, unless they are the printed serial number', () => {
    const text = `A${routing}A123456789C57`;
    expect(e13b(text)?.parts).toMatchObject({ transactionCode: '57' });
    expect(e13b(text, { printedSerial: '57' })?.parts).toMatchObject({ serial: '57' });
  });

  it('says when there is no serial number', () => {
    const meaning = e13b(`A${routing}A123456789C`);
    expect(meaning?.parts.serial).toBeUndefined();
    expect(failed(meaning)).toEqual(['micr-serial']);
  });

  it.each<[string, string[]]>([
    ['A111000026A123456789C0101', ['aba']],
    [`001234CA${routing}A123456789C`, ['micr-grammar']],
    [`A${routing}A`, ['micr-grammar', 'micr-serial']],
    [`A${routing}A123456789C0101B00000`, ['micr-grammar']],
    ['A1110000?5A123456789C0101', ['micr-unread']],
  ])('finds what is wrong with %s', (text, rules) => {
    expect(failed(e13b(text))).toEqual(rules);
  });
});

describe('parseMicr of other countries', () => {
  it('reads a Canadian line', () => {
    const meaning = e13b('C000123CA12345D678A12D3456D7C');
    expect(meaning).toMatchObject({
      country: 'CA',
      parts: {
        serial: '000123',
        transit: '12345',
        institution: '678',
        routing: '067812345',
        account: '1234567',
      },
    });
    expect(failed(meaning)).toEqual([]);
  });

  it('reads an Indian line, with and without its account', () => {
    expect(e13b('C123456C 110002034A 567890C 31')).toMatchObject({
      country: 'IN',
      parts: {
        serial: '123456',
        routing: '110002034',
        city: '110',
        bank: '002',
        branch: '034',
        account: '567890',
        transactionCode: '31',
      },
    });
    expect(e13b('C123456C110002034A31')?.parts).toMatchObject({ serial: '123456', transactionCode: '31' });
  });

  it('reads a line of the UK', () => {
    expect(e13b('C100001C20D3040A12345678C02')).toMatchObject({
      country: 'GB',
      parts: { serial: '100001', routing: '203040', account: '12345678', transactionCode: '02' },
    });
  });

  it('reads lines like those of the UK from elsewhere, without a country', () => {
    const meaning = e13b('C100001C123D4567A1234567890C20');
    expect(meaning?.parts).toMatchObject({
      serial: '100001',
      bank: '123',
      branch: '4567',
      account: '1234567890',
    });
    expect(meaning?.country).toBeUndefined();
  });

  it('reads a French line', () => {
    const meaning = parseMicr({ script: 'cmc7', text: 'H1234567H123456789012I210987654321F' });
    expect(meaning).toMatchObject({
      country: 'FR',
      parts: { serial: '1234567', routing: '123456789012', internal: '210987654321' },
    });
    expect(failed(meaning)).toEqual([]);
  });

  it('reads a Brazilian line and its three check digits', () => {
    const meaning = parseMicr({ script: 'cmc7', text: 'H00100015H0180000125J612345678937F' });
    expect(meaning).toMatchObject({
      country: 'BR',
      parts: {
        routing: '0010001',
        bank: '001',
        branch: '0001',
        clearing: '018',
        serial: '000012',
        account: '1234567893',
      },
    });
    expect(failed(meaning)).toEqual([]);
    expect(failed(parseMicr({ script: 'cmc7', text: 'H00100015H0180000152J612345678937F' }))).toEqual([
      'cmc7-brazil',
    ]);
  });

  // The example that Brazilian validators carry: its digits alone, with this reader's symbols.
  it('agrees with the published example of Brazil', () => {
    expect(failed(parseMicr({ script: 'cmc7', text: 'H23704948H0180017935J377506100112F' }))).toEqual([]);
  });

  it('says when the line is of another country than was told', () => {
    expect(failed(e13b('C100001C20D3040A12345678C02', { country: 'US' }))).toEqual(['micr-country']);
    expect(failed(e13b('C100001C20D3040A12345678C02', { country: 'GB' }))).toEqual([]);
  });

  it.each(['', 'C', '123', 'AAAA', 'B0000012345B', 'C12C34C'])('makes nothing of %j', (text) => {
    expect(e13b(text)).toBeUndefined();
    expect(parseMicr({ script: 'cmc7', text })).toBeUndefined();
  });
});
