import { describe, expect, it } from 'vitest';
import type { CashLetterItemResult, Result } from '../../../lib/document/result.ts';
import { formatDocument } from '../../../local/cli/format-document.ts';

const FIELDS = ['AuxiliaryOnUs', 'PayorBankRoutingNumber', 'OnUs', 'ItemAmount'];

function item(number: number, rest: Partial<CashLetterItemResult>): CashLetterItemResult {
  return {
    number,
    sequence: String(number).padStart(15, '0'),
    kind: 'check',
    resultKey: `a.x937.items/000${number}.json`,
    status: 'accepted',
    reasons: [],
    imageIntegrity: { agree: FIELDS, differ: [], unread: [] },
    ...rest,
  };
}

function letter(items: readonly CashLetterItemResult[], rest: Partial<Result> = {}): Result {
  return {
    schemaVersion: 1,
    document: { container: 'in', key: 'a.x937', sha256: '0', kind: 'x937' },
    status: 'review',
    reasons: [],
    pages: [],
    fields: {},
    cashLetter: {
      encoding: 'ascii',
      framing: 'lines',
      standardLevel: '03',
      records: 30,
      cashLetters: 1,
      bundles: 1,
      credits: 0,
      items,
      differences: [{ record: 28, field: 'BundleItemsCount', stated: '', counted: '3' }],
    },
    model: { version: '1', sha256: '0' },
    ...rest,
  };
}

const format = (result: Result, colours = false) =>
  formatDocument({ shown: 'a.x937', result, milliseconds: 12 }, colours).trimEnd().split('\n');

describe('formatDocument of a cash letter', () => {
  it('gives each check a row, and each wrong count', () => {
    const rows = format(
      letter(
        [
          item(1, {}),
          item(2, {
            status: 'review',
            reasons: ['image-differs', 'image-unread', 'low-confidence'],
            imageIntegrity: { agree: FIELDS.slice(0, 2), differ: ['ItemAmount'], unread: ['OnUs'] },
          }),
          item(3, {
            status: 'rejected',
            reasons: ['no-pages'],
            imageIntegrity: { agree: [], differ: [], unread: FIELDS },
          }),
        ],
        { reasons: [{ code: 'control-differs' }, { code: 'item-review', item: 2 }] },
      ),
    );
    expect(rows).toEqual([
      'a.x937  review  x937  3 checks  12 ms',
      '  control-differs',
      '  record 28 says nothing for BundleItemsCount, but there are 3',
      '  item  sequence         status    agrees  what does not',
      '     1  000000000000001  accepted  4 of 4',
      '     2  000000000000002  review    2 of 4  ItemAmount differs, OnUs unread, low-confidence',
      '     3  000000000000003  rejected  0 of 4  nothing could be read, no-pages',
    ]);
  });

  it('has no table for a cash letter without checks', () => {
    expect(format(letter([], { reasons: [{ code: 'no-items' }] }))).toHaveLength(3);
  });

  it('colours what became of a check, and prints no control character of a file', () => {
    const row = format(letter([item(1, { sequence: '\u001b[2J1', status: 'rejected' })]), true).at(-1);
    expect(row).toContain('\\x1b[2J1');
    expect(row).toContain('\u001b[31mrejected');
  });
});
