import { describe, expect, it } from 'vitest';
import { chooseDocuments } from '../../../local/evaluate/choose-part.ts';
import type { DocumentTruth } from '../../../local/evaluate/shapes/truth.ts';

const truths = Array.from(
  { length: 8 },
  (_, i): DocumentTruth => ({ file: `${i}.png`, fields: {}, numbers: [], boxes: {} }),
);
const filesOf = (rows: readonly DocumentTruth[]) => rows.map(({ file }) => file);

describe('chooseDocuments', () => {
  it('takes what nothing was trained on, unless asked for more', () => {
    const { split, rows } = chooseDocuments(truths, 'funsd', undefined);
    expect(split).toBe('test');
    expect(filesOf(rows)).toEqual(['1.png', '3.png', '5.png', '7.png']);
    expect(filesOf(chooseDocuments(truths, 'funsd', 'validation').rows)).toEqual(['0.png']);
    expect(chooseDocuments(truths, 'funsd', 'all')).toEqual({ split: 'all', rows: truths });
  });

  it('takes all of a set without parts, and says so where a part is asked for', () => {
    expect(chooseDocuments(truths, 'own', undefined)).toEqual({ rows: truths });
    expect(() => chooseDocuments(truths, 'own', 'train')).toThrow(
      'Expected --split all for own but received train: parts are known of funsd',
    );
  });
});
