import { describe, expect, it } from 'vitest';
import type { Box } from '../../../../lib/document/geometry.ts';
import { type ScoredReading, scoreDocument } from '../../../../local/evaluate/documents/score-document.ts';
import type { DocumentTruth } from '../../../../local/evaluate/shapes/truth.ts';

const box = (x: number, y: number, width: number, height = 20): Box => ({ x, y, width, height });

const truth = ({ numbers }: Pick<DocumentTruth, 'numbers'>): DocumentTruth => ({
  file: 'a.png',
  fields: {},
  boxes: {},
  numbers,
});

function page(...numbers: readonly (readonly [text: string, box: Box, written?: string])[]): ScoredReading {
  const size = { index: 0, width: 1_000, height: 1_000, dpi: 300, turned: 0, skew: 0 } as const;
  const read = numbers.map(([text, place, written]) => ({
    text,
    ...(written !== undefined && { written }),
    box: place,
    confidence: 0.99,
    kind: 'printed' as const,
    glyphs: [],
  }));
  return { fields: {}, pages: [{ ...size, dpiSource: 'metadata', quality: [], numbers: read }] };
}

describe('words of one number', () => {
  const words = (...texts: readonly [text: string, x: number][]) =>
    truth({ numbers: texts.map(([text, x]) => ({ text, page: 0, box: box(x, 0, 30) })) });

  it('are found in the number that they are parts of, where separators stand between them', () => {
    const phone = words(['917-', 0], ['663', 32], ['-5979', 64]);
    const found = scoreDocument(phone, page(['9176635979', box(0, 0, 94)]));
    expect(found.strings).toEqual({ right: 3, total: 3 });
    expect(found.plain).toEqual({ right: 1, total: 1 });
    expect(found.reported).toEqual({ right: 1, total: 1 });
  });

  it('are missed where one has another digit, is missing, or stands by itself', () => {
    const date = words(['10/', 0], ['13/', 32], ['99', 64]);
    expect(scoreDocument(date, page(['101399', box(0, 0, 94)])).strings.right).toBe(3);
    expect(scoreDocument(date, page(['101398', box(0, 0, 94)])).strings.right).toBe(0);
    expect(scoreDocument(date, page(['1013', box(0, 0, 94)])).strings.right).toBe(0);
    const columns = words(['10', 0], ['13', 32]);
    expect(scoreDocument(columns, page(['1013', box(0, 0, 62)])).strings.right).toBe(0);
    expect(scoreDocument(columns, page(['10', box(0, 0, 30)], ['13', box(32, 0, 30)])).strings.right).toBe(2);
  });

  it('are found where the separators between them were read, though the truth has none', () => {
    const phone = words(['917-', 0], ['663', 32], ['5979', 64]);
    const whole = box(0, 0, 94);
    expect(scoreDocument(phone, page(['9176635979', whole])).strings.right).toBe(0);
    expect(scoreDocument(phone, page(['9176635979', whole, '917-663-5979'])).strings.right).toBe(3);
    expect(scoreDocument(phone, page(['9176635979', whole, '917-66-35979'])).strings.right).toBe(0);
  });

  it('are found where a box of the truth is larger than its word, so that the number covers less than half of it', () => {
    const date = truth({
      numbers: [
        { text: '4', page: 0, box: box(0, 0, 14, 26) },
        { text: '/23', page: 0, box: box(14, 0, 30) },
      ],
    });
    expect(scoreDocument(date, page(['423', box(6, 6, 38, 14)])).strings.right).toBe(2);
    // Of `(4` and of `OR61` the digits lie in the right half.
    expect(scoreDocument(date, page(['423', box(9, 6, 35, 14)])).strings.right).toBe(2);
    expect(scoreDocument(date, page(['423', box(12, 6, 32, 14)])).strings.right).toBe(0);
  });

  it('stand below each other in a number that was turned', () => {
    const standing = truth({
      numbers: [
        { text: '11-', page: 0, box: box(0, 0, 10, 30) },
        { text: '24', page: 0, box: box(0, 32, 10, 30) },
      ],
    });
    expect(scoreDocument(standing, page(['1124', box(0, 0, 10, 62)])).strings.right).toBe(2);
  });
});

describe('what is reported and not right', () => {
  const known = truth({
    numbers: [
      { text: '1234', page: 0, box: box(0, 0, 60) },
      { text: '56', page: 0, box: box(70, 0, 30) },
    ],
  });

  it('gets a cause by what stands there', () => {
    const wrong = (digits: string, place: Box) => scoreDocument(known, page([digits, place])).wrong;
    expect(wrong('9', box(0, 300, 10))).toEqual(['nothing with a digit there']);
    expect(wrong('123456', box(0, 0, 100))).toEqual(['several strings as one']);
    expect(wrong('12345', box(0, 0, 62))).toEqual(['more digits than there']);
    expect(wrong('123', box(0, 0, 45))).toEqual(['a part of what is there']);
    expect(wrong('1284', box(0, 0, 60))).toEqual(['other digits']);
    expect(wrong('1234', box(0, 0, 60))).toEqual([]);
  });

  it('is not known where the truth is not complete', () => {
    const some = truth({ numbers: [{ text: '1234', page: 0 }] });
    expect(scoreDocument(some, page(['9', box(0, 300, 10)])).wrong).toEqual([]);
  });

  it('counts the right ones that are called printed', () => {
    expect(scoreDocument(known, page(['1234', box(0, 0, 60)], ['9', box(0, 300, 10)])).printed).toEqual({
      right: 1,
      total: 1,
    });
  });
});
