import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestError } from '../../../../lib/document/errors.ts';
import { parseLabels } from '../../../../local/evaluate/shapes/labels.ts';

const HEADER = 'file\ttext\tboxes';

describe('parseLabels', () => {
  it('reads file, text and boxes', () => {
    const rows = parseLabels(
      `${HEADER}\nimages/a.jpg\t60\t[[6,13,10,21,38],["0",41,14,27,36]]\nb.png\t1 A\t\n`,
      'set',
    );
    expect(rows).toEqual([
      {
        file: 'images/a.jpg',
        text: '60',
        boxes: [
          { digit: '6', box: { x: 13, y: 10, width: 21, height: 38 } },
          { digit: '0', box: { x: 41, y: 14, width: 27, height: 36 } },
        ],
      },
      { file: 'b.png', text: '1 A', boxes: [] },
    ]);
  });

  it('takes Windows line ends and a set without boxes', () => {
    expect(parseLabels('file\ttext\r\na.png\t7\r\n', 'set')).toEqual([
      { file: 'a.png', text: '7', boxes: [] },
    ]);
  });

  it.each([
    ['', 'labels.tsv line 1: expected the header file, text, boxes'],
    ['name\ttext', 'labels.tsv line 1: expected the header'],
    [`${HEADER}\na.png`, 'labels.tsv line 2: expected 2 or 3 columns (file, text, boxes) but received 1'],
    [
      `${HEADER}\na.png\t1\t\t`,
      'labels.tsv line 2: expected 2 or 3 columns (file, text, boxes) but received 4',
    ],
    [`${HEADER}\na.png\t1\t\n\t2\t`, 'labels.tsv line 3: expected the name of a picture'],
    [`${HEADER}\na.png\t\t`, 'labels.tsv line 2: expected the text of the picture'],
    [`${HEADER}\na.png\t1\t[[1,2,3]]`, 'labels.tsv line 2: expected boxes as [[digit, x, y, w, h], ...]'],
    [`${HEADER}\na.png\t1\t[[1,2,3,-4,5]]`, 'labels.tsv line 2: expected boxes as'],
    [`${HEADER}\na.png\t1\tnonsense`, 'labels.tsv line 2: expected boxes as'],
  ])('names file, line and what was expected for %j', (content, message) => {
    expect(() => parseLabels(content, 'labels.tsv')).toThrow(message);
  });

  it('reads back any file name and text', () => {
    const cell = fc.string({ minLength: 1 }).filter((text) => !/[\t\r\n]/u.test(text));
    const row = fc.record({ file: cell, text: cell });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const content = [HEADER, ...rows.map(({ file, text }) => `${file}\t${text}\t`), ''].join('\n');
        expect(parseLabels(content, 'set')).toEqual(rows.map((labels) => ({ ...labels, boxes: [] })));
      }),
    );
  });

  it('either reads a text or refuses it by line, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (tail) => {
        try {
          parseLabels(`${HEADER}\n${tail}`, 'set');
        } catch (error) {
          expect(error).toBeInstanceOf(RequestError);
          expect((error as RequestError).message).toMatch(/^set line \d+: expected /u);
        }
      }),
    );
  });
});
