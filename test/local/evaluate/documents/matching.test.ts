import { describe, expect, it } from 'vitest';
import type { Box } from '../../../../lib/document/geometry.ts';
import type { PageResult } from '../../../../lib/document/result.ts';
import { type ScoredReading, scoreDocument } from '../../../../local/evaluate/documents/score-document.ts';
import { truthItems } from '../../../../local/evaluate/documents/truth-items.ts';
import { variantsOf } from '../../../../local/evaluate/documents/variants.ts';
import type { DocumentTruth } from '../../../../local/evaluate/shapes/truth.ts';

const box = (x: number, y: number, width = 100, height = 20): Box => ({ x, y, width, height });

const truth = (parts: Partial<DocumentTruth>): DocumentTruth => ({
  file: 'a.png',
  fields: {},
  numbers: [],
  boxes: {},
  ...parts,
});

type Reported = readonly [text: string, box: Box, confidence?: number];

function page(...numbers: readonly Reported[]): ScoredReading {
  return { fields: {}, pages: pagesOf(numbers) };
}

function pagesOf(numbers: readonly Reported[]): PageResult[] {
  return [
    {
      index: 0,
      width: 1_000,
      height: 1_000,
      dpi: 300,
      dpiSource: 'metadata',
      turned: 0,
      skew: 0,
      quality: [],
      numbers: numbers.map(([text, place, confidence = 0.99]) => ({
        text,
        box: place,
        confidence,
        kind: 'handwritten',
        glyphs: [],
      })),
    },
  ];
}

const causes = (score: ReturnType<typeof scoreDocument>) => score.misses.map(({ error }) => error.cause);

describe('truthItems', () => {
  const groups = (fields: Record<string, string>) =>
    truthItems(truth({ fields })).map((item) => [item.field, item.groups.join(' ')]);

  it('parts a MICR line into its numbers and takes a comb as what is left of it', () => {
    expect(groups({ micr: 'C083656C 500025033A 290062C 31', votes: '_X9', total: 'X19' })).toEqual([
      ['micr', '083656'],
      ['micr', '500025033'],
      ['micr', '290062'],
      ['micr', '31'],
      ['votes', '9'],
      ['total', '19'],
    ]);
  });

  it('leaves out what has no digits, cannot be read, or states another field again', () => {
    expect(groups({ invalid: 'XXX', date: '?3052016' })).toEqual([]);
    expect(groups({ amount: '270000', amountAsWritten: '2,70,000/-', amountMinor: '27000000' })).toEqual([
      ['amount', '270000'],
    ]);
  });

  it('drops commas that part thousands and keeps other signs as borders', () => {
    expect(groups({ amountAsWritten: '2,70,000.50' })).toEqual([['amountAsWritten', '270000 50']]);
    expect(groups({ dateAsWritten: 'October 20,2019' })).toEqual([['dateAsWritten', '20 2019']]);
  });

  it('parts a date comb into day, month and year', () => {
    expect(groups({ date: '18042019' })).toEqual([['date', '18 04 2019']]);
    expect(groups({ date: '1804201' })).toEqual([['date', '1804201']]);
  });

  it('takes numbers that name their fields in place of the fields, each on its page', () => {
    const items = truthItems(
      truth({
        fields: { micr: 'C12C 345A', dateAsWritten: '3/14/2026' },
        numbers: [
          { text: 'C12C 345A', box: box(0, 0), page: 0, field: 'micr' },
          { text: '3/14/2026', box: box(0, 50), page: 1, field: 'date' },
          { text: '418', box: box(0, 90), page: 1 },
        ],
      }),
    );
    expect(items.map(({ field, groups: parts, page: index }) => [field, parts.join(' '), index])).toEqual([
      ['micr', '12', 0],
      ['micr', '345', 0],
      ['date', '3 14 2026', 1],
      [undefined, '418', 1],
    ]);
  });

  it('does not count a serial number twice that stands in the MICR line', () => {
    const items = truthItems(truth({ fields: { micr: 'C12C 345A', serial: '12' } }));
    expect(items.filter(({ repeats }) => repeats).map(({ field }) => field)).toEqual(['serial']);
  });
});

describe('scoreDocument', () => {
  it('finds a string by its digits at its place alone', () => {
    const known = truth({ fields: { date: '11032016' }, boxes: { date: [box(500, 50)] } });
    const found = scoreDocument(known, page(['11-03-2016', box(520, 52, 60)]));
    expect(found.strings).toEqual({ right: 1, total: 1 });
    expect(found.reported).toEqual({ right: 1, total: 1 });
    const elsewhere = scoreDocument(known, page(['11032016', box(100, 500)]));
    expect(elsewhere.strings.right).toBe(0);
    expect(elsewhere.reported.total).toBe(0);
    expect(causes(elsewhere)).toEqual(['nothing proposed']);
  });

  it('finds parted digits joined or one number for each group, but not half of them', () => {
    const known = truth({ fields: { dateAsWritten: '11/22/2018' } });
    expect(scoreDocument(known, page(['11222018', box(0, 0)])).strings.right).toBe(1);
    const parted: Reported[] = [
      ['11', box(0, 0, 20)],
      ['22', box(30, 0, 20)],
      ['2018', box(60, 0, 40)],
    ];
    expect(scoreDocument(known, page(...parted)).strings.right).toBe(1);
    expect(scoreDocument(known, page(...parted.slice(1))).strings.right).toBe(0);
  });

  it('lets a number stand for one string only', () => {
    const known = truth({
      numbers: [
        { text: '000', page: 0 },
        { text: '000', page: 0 },
      ],
    });
    expect(scoreDocument(known, page(['000', box(0, 0)])).strings).toEqual({ right: 1, total: 2 });
  });

  it('judges every number where all are known, those at known places elsewhere, and none without places', () => {
    const reported = page(['12', box(0, 0)], ['77', box(500, 500)]);
    const all = truth({ numbers: [{ text: '12', box: box(0, 0), page: 0 }] });
    expect(scoreDocument(all, reported).reported).toEqual({ right: 1, total: 2 });
    const some = truth({ fields: { amount: '12' }, boxes: { amount: [box(0, 0)] } });
    expect(scoreDocument(some, reported).reported).toEqual({ right: 1, total: 1 });
    expect(scoreDocument(truth({ numbers: [{ text: '12', page: 0 }] }), reported).reported.total).toBe(0);
  });

  it('counts the digits that were found in order at the place', () => {
    const known = truth({ fields: { account: '30002010' }, boxes: { account_number: [box(0, 0, 300)] } });
    const score = scoreDocument(known, page(['2010', box(150, 2, 90)], ['3002', box(10, 0, 90)]));
    expect(score.digits).toEqual({ right: 7, total: 8 });
    expect(score.strings.right).toBe(0);
  });

  it('counts a document that failed as missed', () => {
    const score = scoreDocument(truth({ numbers: [{ text: '12', page: 0 }] }), undefined);
    expect(score.strings).toEqual({ right: 0, total: 1 });
    expect(causes(score)).toEqual(['document failed']);
  });
});

describe('guessed causes', () => {
  const at = (text: string) => truth({ fields: { amount: text }, boxes: { amount: [box(0, 0, 300)] } });

  it.each<[string, string, readonly Reported[]]>([
    ['joined with a neighbour', '1234', [['91234', box(0, 0)]]],
    [
      'split in parts',
      '1234',
      [
        ['34', box(50, 0, 20)],
        ['12', box(0, 0, 20)],
      ],
    ],
    ['wrong digit', '1234', [['1284', box(0, 0)]]],
    ['extra or missing digit', '1234', [['124', box(0, 0)]]],
    ['garbled', '1234', [['12999', box(0, 0)]]],
    ['nothing proposed', '1234', [['19', box(0, 0)]]],
    ['nothing proposed', '1234', []],
  ])('%s: %s', (cause, text, reported) => {
    expect(causes(scoreDocument(at(text), page(...reported)))).toEqual([cause]);
  });

  it('tells what was seen and thrown away from what was not seen', () => {
    const seen = {
      box: box(10, 0, 10),
      origin: 'whole',
      outcome: 'rejected',
      text: '1',
      probability: 0.4,
    } as const;
    const candidates = new Map([[0, [seen]]]);
    const score = scoreDocument(at('1234'), page(), { candidates });
    expect(causes(score)).toEqual(['proposed, not reported']);
  });

  it('does not explain a miss by what is another string', () => {
    const known = truth({
      numbers: [
        { text: '140', page: 0 },
        { text: '143', page: 0 },
      ],
    });
    expect(causes(scoreDocument(known, page(['140', box(0, 0)])))).toEqual(['not found']);
    expect(causes(scoreDocument(known, page(['140', box(0, 0)], ['148', box(0, 50)])))).toEqual([
      'wrong digit',
    ]);
  });

  it('guesses on the whole page when the place is not known, but not for a string found by chance', () => {
    const known = truth({
      numbers: [
        { text: '069', page: 0 },
        { text: '12', page: 0 },
      ],
    });
    expect(causes(scoreDocument(known, page(['068', box(0, 0)], ['712', box(0, 500)])))).toEqual([
      'wrong digit',
      'not found',
    ]);
  });
});

describe('variantsOf', () => {
  it('takes the letters before the dash when every file has them and they differ', () => {
    expect([...variantsOf(['images/binary-1.tif', 'images/colour-1.jpg'])]).toEqual([
      ['images/binary-1.tif', 'binary'],
      ['images/colour-1.jpg', 'colour'],
    ]);
    expect(variantsOf(['images/sample-1.jpg', 'images/sample-2.jpg']).size).toBe(0);
    expect(variantsOf(['binary-1.tif', 'colour-1.jpg', '3.jpg']).size).toBe(0);
  });
});
