import { describe, expect, it } from 'vitest';
import { parseTruth } from '../../../../local/evaluate/shapes/truth.ts';

describe('parseTruth', () => {
  it('reads fields, numbers with and without boxes, and one or several boxes of a name', () => {
    const truths = parseTruth(
      [
        '{"file": "a.tif", "kind": "cheque", "fields": {"serial": "12", "amountMinor": 10000}, "boxes": {"date": [[1, 2, 3, 4], [5, 6, 7, 8]], "amount": [9, 9, 9, 9]}}',
        '',
        '{"file": "b.tif", "numbers": ["161", {"text": "9/", "box": [1, 2, 3, 4]}, {"text": "7", "page": 1, "field": "date"}]}',
      ].join('\n'),
      'truth.jsonl',
    );
    expect(truths).toEqual([
      {
        file: 'a.tif',
        fields: { serial: '12', amountMinor: '10000' },
        numbers: [],
        boxes: {
          date: [
            { x: 1, y: 2, width: 3, height: 4 },
            { x: 5, y: 6, width: 7, height: 8 },
          ],
          amount: [{ x: 9, y: 9, width: 9, height: 9 }],
        },
      },
      {
        file: 'b.tif',
        fields: {},
        numbers: [
          { text: '161', page: 0 },
          { text: '9/', box: { x: 1, y: 2, width: 3, height: 4 }, page: 0 },
          { text: '7', page: 1, field: 'date' },
        ],
        boxes: {},
      },
    ]);
  });

  it.each([
    [
      '{"file": "a", "fields": {}}\nnot json',
      'truth.jsonl line 2: expected one JSON object but it does not parse',
    ],
    ['{"fields": {}}', 'truth.jsonl line 1: expected another value at file'],
    ['{"file": "a"}', 'truth.jsonl line 1: expected fields, numbers or both but received neither'],
    ['{"file": "a", "fields": {"date": []}}', 'truth.jsonl line 1: expected another value at fields.date'],
    [
      '{"file": "a", "numbers": [{"text": "1", "box": [1, 2]}]}',
      'truth.jsonl line 1: expected another value at',
    ],
    ['[]', 'truth.jsonl line 1: expected an object'],
  ])('names file, line and what was expected for %j', (content, message) => {
    expect(() => parseTruth(content, 'truth.jsonl')).toThrow(message);
  });
});
