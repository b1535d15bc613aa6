import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inboxKeyOf, isDocumentId, isResultOf, newDocumentId } from '../../../functions/api/document-id.ts';
import { overlayKeyOf, resultKey } from '../../../lib/pipeline/result-key.ts';

const anyId = fc.stringMatching(/^[0-9a-f]{32}$/);
const anyVersion = fc.stringMatching(/^[A-Za-z0-9_]{1,64}$/);

describe('ids', () => {
  it('are new each time, and of the one form that is taken', () => {
    const ids = Array.from({ length: 1_000 }, newDocumentId);
    expect(new Set(ids).size).toBe(1_000);
    for (const id of ids) expect(isDocumentId(id)).toBe(true);
  });

  it.each([
    '',
    '..',
    '../../templates/a',
    'A'.repeat(32),
    '0'.repeat(31),
    '0'.repeat(33),
    `${'0'.repeat(32)}\n`,
    `${'0'.repeat(31)}/`,
    `${'0'.repeat(30)}%2`,
  ])('are not %j', (text) => {
    expect(isDocumentId(text)).toBe(false);
  });

  it('are of no other text that anyone could think of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(isDocumentId(text)).toBe(/^[0-9a-f]{32}$/.test(text));
      }),
    );
  });
});

describe('the result of an id', () => {
  it('is found by the key that the pipeline gives it, in a versioned bucket or not', () => {
    fc.assert(
      fc.property(anyId, anyVersion, (id, version) => {
        expect(isResultOf(id, resultKey(inboxKeyOf(id)))).toBe(true);
        expect(isResultOf(id, resultKey(inboxKeyOf(id), version))).toBe(true);
      }),
    );
  });

  it('is neither a picture beside it nor what belongs to another id', () => {
    fc.assert(
      fc.property(anyId, anyId, anyVersion, (id, other, version) => {
        const key = resultKey(inboxKeyOf(id), version);
        expect(isResultOf(id, overlayKeyOf(key, 0))).toBe(false);
        expect(isResultOf(id, `models/new/${key}`)).toBe(false);
        expect(isResultOf(other, key)).toBe(id === other);
        expect(isResultOf(id, `${inboxKeyOf(id)}0.json`)).toBe(false);
      }),
    );
  });
});
