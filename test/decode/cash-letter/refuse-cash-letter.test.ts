import { describe, expect, it } from 'vitest';
import { readCashLetter } from '../../../lib/decode/cash-letter/read-cash-letter.ts';
import { MAX_CASH_LETTER_ITEMS, MAX_CASH_LETTER_RECORDS } from '../../../lib/document/bounds.ts';
import { writeCashLetter } from '../../../samples/draw/cash-letter.ts';
import { CHECK, FIELDS, LINES, readLines } from './ascii-lines.ts';

describe('readCashLetter', () => {
  it.each([
    ['a type that is not known', (lines: string[]) => lines.splice(3, 0, '98'.padEnd(80)), 4, 'not known'],
    ['a type of letters', (lines: string[]) => lines.splice(3, 0, 'ab'.padEnd(80)), 4, 'no record type'],
    ['an empty line', (lines: string[]) => lines.splice(3, 0, ''), 4, 'no record type'],
    ['a second header', (lines: string[]) => lines.splice(3, 0, LINES[0]!), 4, 'second file header'],
    ['a cash letter in another', (lines: string[]) => lines.splice(2, 0, LINES[1]!), 3, 'has not ended (90)'],
    ['a bundle in another', (lines: string[]) => lines.splice(3, 0, LINES[2]!), 4, 'has not ended (70)'],
    ['a bundle outside', (lines: string[]) => lines.splice(1, 1), 2, 'outside a cash letter'],
    ['a check outside a bundle', (lines: string[]) => lines.splice(2, 1), 3, 'outside a bundle'],
    ['an image of nothing', (lines: string[]) => lines.splice(3, 1), 4, 'behind no item'],
    [
      'image data without their detail',
      (lines: string[]) => lines.splice(4, 1),
      5,
      'behind no image view detail',
    ],
    ['a bundle that does not end', (lines: string[]) => lines.splice(6, 1), 7, 'has not ended (70)'],
    [
      'a return addendum of a check',
      (lines: string[]) => lines.splice(4, 0, '33'.padEnd(80)),
      5,
      'behind no return',
    ],
    ['a file that goes on', (lines: string[]) => lines.push('99'.padEnd(80)), 12, 'more follows'],
    [
      'an amount of letters',
      (lines: string[]) => lines.splice(3, 1, LINES[3]!.replace('0000128450', '00001284SO')),
      4,
      'something else than digits in ItemAmount',
    ],
    [
      'a control character',
      (lines: string[]) => lines.splice(3, 1, LINES[3]!.replace('0004713826/', '00047\u001b3826/')),
      4,
      'control character in OnUs',
    ],
  ])('names the record of %s', (_, change, record, how) => {
    expect(() => readLines(change)).toThrow(
      expect.objectContaining({
        code: 'corrupt',
        message: expect.stringMatching(new RegExp(`^Record ${record} .*${how.replace(/[()]/g, '\\$&')}`)),
      }),
    );
  });

  it('repeats nothing of a record in an error', () => {
    try {
      readLines((lines) => {
        lines[3] = lines[3]!.replace('0000128450', '00001284SO');
      });
      expect.unreachable();
    } catch (error) {
      expect(String(error)).not.toMatch(/1284|4713826|6789/);
    }
  });

  it.each(['ascii', 'ebcdic'] as const)(
    'names the record at which a file of %s is cut off, wherever',
    (encoding) => {
      for (const framing of ['length-prefixed', 'lines'] as const) {
        const whole = writeCashLetter({ encoding, framing, bundles: [[CHECK]] });
        // A line may be short: the last one stands for the whole record as soon as its type is there.
        const end = whole.length - (framing === 'lines' ? 79 : 0);
        for (let length = 90; length < end; length++) {
          expect(() => readCashLetter(whole.subarray(0, length)), `${framing} ${length}`).toThrow(
            expect.objectContaining({ code: 'corrupt', message: expect.stringMatching(/[Rr]ecord \d+ /) }),
          );
        }
      }
    },
  );

  it.each([
    ['longer than the file', 0xffff_fff0],
    ['shorter than a record', 79],
    ['of nothing', 0],
  ])('refuses a record with a length %s', (_, length) => {
    const bytes = Buffer.from(writeCashLetter({ encoding: 'ascii', bundles: [[CHECK]] }));
    bytes.writeUInt32BE(length, 84);
    expect(() => readCashLetter(bytes)).toThrow(
      expect.objectContaining({ code: 'corrupt', message: expect.stringMatching(/^Record 2 /) }),
    );
  });

  it.each([
    ['LengthImageReferenceKey', 102, '9999'],
    ['LengthDigitalSignature', 106, '99999'],
    ['LengthImageData', 111, '9999999'],
    ['LengthImageData', 111, '12x4567'],
  ])('refuses image data whose %s is wrong', (_, position, value) => {
    for (const framing of ['length-prefixed', 'lines'] as const) {
      const bytes = Buffer.from(writeCashLetter({ encoding: 'ascii', framing, bundles: [[CHECK]] }));
      const start = bytes.indexOf('52000067894');
      bytes.write(value, start + position - 1, 'latin1');
      expect(() => readCashLetter(bytes)).toThrow(
        expect.objectContaining({ code: 'corrupt', message: expect.stringMatching(/^Record 6 /) }),
      );
    }
  });

  it('bounds the checks and the records', () => {
    const many = (count: number) => [Array.from({ length: count }, () => ({ fields: FIELDS }))];
    const most = writeCashLetter({ encoding: 'ascii', bundles: many(MAX_CASH_LETTER_ITEMS) });
    expect(readCashLetter(most).items).toHaveLength(MAX_CASH_LETTER_ITEMS);
    const more = writeCashLetter({ encoding: 'ascii', bundles: many(MAX_CASH_LETTER_ITEMS + 1) });
    expect(() => readCashLetter(more)).toThrow(expect.objectContaining({ code: 'too-many-items' }));
    const addenda = (lines: string[]) =>
      lines.splice(4, 0, ...Array.from({ length: MAX_CASH_LETTER_RECORDS }, () => '26'));
    expect(() => readLines(addenda)).toThrow(expect.objectContaining({ code: 'too-many-records' }));
  });
});
