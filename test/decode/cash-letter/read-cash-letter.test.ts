import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeText } from '../../../lib/decode/cash-letter/code-page.ts';
import { readCashLetter } from '../../../lib/decode/cash-letter/read-cash-letter.ts';
import { layOut, writeCashLetter } from '../../../samples/draw/cash-letter.ts';
import { anyBundles, anyWriting } from './any-cash-letter.ts';

import { CHECK, FIELDS, LINES, lineOf, readLines, typeAt } from './ascii-lines.ts';

describe('readCashLetter', () => {
  it('reads back what was written, whatever the encoding and the framing', () => {
    fc.assert(
      fc.property(anyWriting, anyBundles, (writing, bundles) => {
        const letter = readCashLetter(writeCashLetter({ ...writing, bundles }));
        const checks = bundles.flat();
        expect(letter).toMatchObject({
          ...writing,
          standardLevel: '30',
          bundles: bundles.length,
          credits: 0,
        });
        expect(letter.differences).toEqual([]);
        expect(letter.items).toHaveLength(checks.length);
        checks.forEach(({ fields, ...sides }, index) => {
          const item = letter.items[index]!;
          expect(item).toMatchObject({
            number: index + 1,
            kind: 'check',
            sequence: String(index + 1).padStart(15, '0'),
          });
          expect(item.fields).toEqual({ ...fields, ItemAmount: String(Number(fields.ItemAmount)) });
          const views = (['front', 'back'] as const).filter((side) => sides[side] !== undefined);
          expect(item.views.map(({ side }) => side)).toEqual(views);
          item.views.forEach(({ side, descriptor, image }) => {
            expect(descriptor).toBe('00');
            expect(Buffer.from(image!).equals(sides[side as 'front' | 'back']!)).toBe(true);
          });
        });
      }),
    );
  });

  it.each([
    ['20260314', '2026-03-14'],
    ['20240229', '2024-02-29'],
    ['20260229', undefined],
    ['20261301', undefined],
    ['        ', undefined],
  ])('takes the business date of the bundle %j for that of its checks', (text, date) => {
    const { items } = readLines((lines) => {
      lines[2] = lines[2]!.slice(0, 22) + text + lines[2]!.slice(30);
    });
    expect(items.map(({ businessDate }) => businessDate)).toEqual([date, '2026-03-17']);
  });

  it('says the country of the payor banks', () => {
    expect(readLines(() => {}).countryCode).toBe('US');
  });

  it('counts records as they stand in the file', () => {
    const { records, items } = readCashLetter(
      writeCashLetter({ encoding: 'ebcdic', bundles: [[CHECK, CHECK], [CHECK]] }),
    );
    // 01, 10, 20, twice 25 50 52 50 52, 70, 20, 25 50 52 50 52, 70, 90, 99
    expect(records).toBe(23);
    expect(items.map(({ record }) => record)).toEqual([4, 9, 16]);
  });

  it('reads lines that end as other hosts end them, and lines that an editor has cut blanks off', () => {
    const ascii = readCashLetter(Buffer.from(LINES.map((line) => line.trimEnd()).join('\r\n'), 'latin1'));
    expect(ascii.items).toHaveLength(2);
    // NL of EBCDIC.
    const lines = LINES.flatMap((line) => [encodeText(line, 'ebcdic'), Uint8Array.of(0x15)]);
    expect(readCashLetter(Buffer.concat(lines)).items).toHaveLength(2);
  });

  it('takes low values for blanks, as hosts fill with them', () => {
    const letter = readLines((lines) => {
      const at = lineOf('25');
      lines[at] = `${lines[at]!.slice(0, 2)}${'\0'.repeat(15)}${lines[at]!.slice(17)}`;
    });
    expect(letter.items[0]!.fields.AuxiliaryOnUs).toBe('');
  });

  it('reads returns, with the auxiliary on-us of their addendum', () => {
    const letter = readLines((lines) => {
      const { AuxiliaryOnUs: _, ...fields } = FIELDS;
      lines[lineOf('25')] = layOut('31', { ...fields, ECEInstitutionItemSequenceNumber: '77' });
      lines.splice(lineOf('25') + 1, 0, layOut('33', { PayorBankName: 'A BANK', AuxiliaryOnUs: '901' }));
    });
    expect(letter.items[0]).toMatchObject({
      kind: 'return',
      sequence: '77',
      fields: {
        PayorBankRoutingNumber: '00006789',
        OnUs: '0004713826/',
        ItemAmount: '128450',
        AuxiliaryOnUs: '901',
      },
      views: [{ side: 'front' }],
    });
  });

  it('leaves the auxiliary on-us of a return open where no record says it', () => {
    const { items } = readLines((lines) => {
      lines[lineOf('25')] = layOut('31', { ItemAmount: '0000000001' });
    });
    expect(items[0]!.fields).not.toHaveProperty('AuxiliaryOnUs');
  });

  it('counts credits and takes none of their images for those of a check', () => {
    const letter = readLines((lines) => {
      const images = lines.slice(lineOf('50'), lineOf('52') + 1);
      lines.splice(lineOf('20'), 0, layOut('62', { ItemAmount: '00000000256900' }).padEnd(100), ...images);
    });
    expect(letter).toMatchObject({ credits: 1, items: [{ views: [{ side: 'front' }] }, { views: [] }] });
    expect(letter.differences).toEqual([expect.objectContaining({ field: 'TotalRecordCount' })]);
  });

  it('passes over addenda, image analyses and summaries', () => {
    const letter = readLines((lines) => {
      lines.splice(lineOf('25') + 1, 0, '26'.padEnd(80), '28'.padEnd(80));
      lines.splice(lines.length - 2, 0, '85'.padEnd(80));
    });
    expect(letter.items).toHaveLength(2);
    expect(letter.records).toBe(LINES.length + 3);
  });

  it.each([
    ['70', 'BundleItemsCount', [3, 6], '0009', '1'],
    ['70', 'BundleTotalAmount', [7, 18], '000000000001', '128450'],
    ['70', 'MICRValidTotalAmount', [19, 30], '000000000007', '128450'],
    ['70', 'BundleImagesCount', [31, 35], '00004', '1'],
    ['90', 'CashLetterBundleCount', [3, 8], '000003', '2'],
    ['90', 'CashLetterItemsCount', [9, 16], '        ', '2'],
    ['90', 'CashLetterTotalAmount', [17, 30], '99999999999999', '256900'],
    ['99', 'CashLetterCount', [3, 8], '000002', '1'],
    ['99', 'TotalRecordCount', [9, 16], '00000001', String(LINES.length)],
    ['99', 'TotalItemCount', [17, 24], '00000000', '2'],
    // More than a double holds exactly.
    ['99', 'FileTotalAmount', [25, 40], '9999999999999999', '256900'],
  ] as const)('lists what record %s says wrongly of %s', (type, field, [first, last], stated, counted) => {
    const at = lineOf(type);
    const { differences } = readLines((lines) => {
      lines[at] = lines[at]!.slice(0, first - 1) + stated + lines[at]!.slice(last);
    });
    const number = stated.trim() === '' ? '' : String(BigInt(stated));
    expect(differences).toEqual([{ record: at + 1, field, stated: number, counted }]);
  });

  it.each(['MICRValidTotalAmount', 'BundleImagesCount'])('misses no %s, which few must send', (field) => {
    const [first, last] = field === 'BundleImagesCount' ? [31, 35] : [19, 30];
    const { differences } = readLines((lines) => {
      const at = lineOf('70');
      lines[at] = lines[at]!.slice(0, first - 1) + '0'.repeat(last - first + 1) + lines[at]!.slice(last);
    });
    expect(differences).toEqual([]);
  });

  it('finds the image behind a reference key and a signature', () => {
    const image = Uint8Array.of(73, 73, 42, 0);
    const bytes = Buffer.from(
      writeCashLetter({ encoding: 'ascii', framing: 'lines', bundles: [[{ fields: FIELDS, front: image }]] }),
    );
    const start = bytes.indexOf('52000067894');
    const keyed = Buffer.concat([
      bytes.subarray(0, start + 101),
      Buffer.from('0003key00002\n\n0000004'),
      bytes.subarray(start + 117),
    ]);
    expect(Buffer.from(readCashLetter(keyed).items[0]!.views[0]!.image!)).toEqual(Buffer.from(image));
  });

  it('gives no image where the file says that it holds none', () => {
    const { items } = readLines((lines) => {
      lines.splice(lineOf('50'), 1, layOut('50', { ImageIndicator: '0' }));
      lines.splice(lineOf('52'), 1);
    });
    expect(items[0]!.views).toEqual([{ side: 'unknown', descriptor: '' }]);
  });

  it('writes the records that these tests count on', () => {
    expect(LINES.map((_, index) => typeAt(index))).toEqual([
      '01',
      '10',
      '20',
      '25',
      '50',
      '52',
      '70',
      '20',
      '25',
      '70',
      '90',
      '99',
    ]);
  });
});

const SHARED = join(
  process.env.DIGITLIFT_DATA ?? new URL('../../../../shared/data', import.meta.url).pathname,
  'documents/x937',
);

describe.skipIf(!existsSync(SHARED))('a deposit of another program (needs DIGITLIFT_DATA)', () => {
  it.each([
    ['valid-ascii.x937', 'ascii'],
    ['valid-ebcdic.x937', 'ebcdic'],
  ])('%s holds one check, its front and its back', (file, encoding) => {
    const letter = readCashLetter(readFileSync(join(SHARED, file)));
    expect(letter).toMatchObject({
      encoding,
      framing: 'length-prefixed',
      standardLevel: '03',
      records: 12,
      differences: [],
      items: [
        {
          record: 4,
          views: [
            { side: 'front', descriptor: '00' },
            { side: 'back', descriptor: '00' },
          ],
        },
      ],
    });
    const [front, back] = letter.items[0]!.views.map(({ image }) => Buffer.from(image!));
    expect(front!.equals(readFileSync(join(SHARED, 'check_front.tif')))).toBe(true);
    expect(back!.equals(readFileSync(join(SHARED, 'check_back.tif')))).toBe(true);
  });
});
