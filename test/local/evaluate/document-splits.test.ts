import { describe, expect, it } from 'vitest';
import { documentSplit } from '../../../local/evaluate/document-splits.ts';

describe('documentSplit', () => {
  it('keeps every second form of a set that is trained on for measuring, and one in eight to choose by', () => {
    const parts = Array.from({ length: 16 }, (_, index) => documentSplit('funsd', index));
    expect(parts.filter((part) => part === 'test')).toHaveLength(8);
    expect(parts.filter((part) => part === 'validation')).toHaveLength(2);
    expect(parts.slice(0, 4)).toEqual(['validation', 'test', 'train', 'test']);
  });

  it('is all test for a set that nothing is trained on', () => {
    expect(documentSplit('cheques-india', 0)).toBe('test');
  });
});
