import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemKeyOf, itemPrefixOf, overlayKeyOf, resultKey } from '../../lib/pipeline/result-key.ts';

const MAX_KEY_BYTES = 1_024;
const LAST_PAGE = 49;

describe('resultKey', () => {
  it('names the result by its document, and by its version where there is one', () => {
    expect(resultKey('in/scan.png')).toBe('in/scan.png.json');
    expect(resultKey('in/scan.png', 'v7')).toBe('in/scan.png.v7.json');
  });

  it('names the result of another model under that model, at any length of the key', () => {
    const model = { version: '2026.11.22-6', sha256: '0123456789abcdef' };
    expect(resultKey('in/scan.png', 'v7', model)).toBe('models/2026.11.22-6-01234567/in/scan.png.v7.json');
    const long = resultKey('x'.repeat(MAX_KEY_BYTES), 'v7', { ...model, version: '../é'.repeat(40) });
    expect(long).toMatch(/^models\/[A-Za-z0-9._-]{64}-01234567\/x+-[0-9a-f]{32}\.json$/);
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(MAX_KEY_BYTES);
  });

  it.each([
    ['letters', 'a'],
    ['two bytes each', 'é'],
    ['three bytes each', '数'],
    ['four bytes each', '🧾'],
  ])('keeps the head of a key of 1,024 bytes of %s, whole characters only', (_, character) => {
    const key = `in/${character.repeat(300)}`.padEnd(900, character);
    const full = [...key].slice(0, Math.floor(MAX_KEY_BYTES / Buffer.byteLength(character))).join('');
    for (const start of ['', '-', '--', '---']) {
      const found = resultKey((start + full).padEnd(1_010, '-'), 'v1');
      expect(found.startsWith(start + full.slice(0, 200))).toBe(true);
      expect(found).toMatch(/-[0-9a-f]{32}\.json$/);
      expect(found).not.toContain('\uFFFD');
      expect(Buffer.byteLength(found)).toBeLessThanOrEqual(MAX_KEY_BYTES);
    }
  });

  it('parts long keys that differ only at their end, and versions of one', () => {
    const long = 'x'.repeat(1_020);
    const keys = [
      resultKey(`${long}1`),
      resultKey(`${long}2`),
      resultKey(`${long}1`, 'v1'),
      resultKey(`${long}1`, 'v2'),
    ];
    expect(new Set(keys).size).toBe(4);
  });

  it('leaves room for every overlay, and gives no two documents one key', () => {
    const anyKey = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).chain((head) =>
      fc
        .nat({ max: MAX_KEY_BYTES })
        .map((fill) => head + 'x'.repeat(Math.max(0, fill - Buffer.byteLength(head))))
        .filter((key) => Buffer.byteLength(key) <= MAX_KEY_BYTES),
    );
    // As S3 makes them: no dots to be mixed up with those of the key.
    const anyVersion = fc.stringMatching(/^[A-Za-z0-9_]{32}$/);
    const anyDocument = fc.record({ key: anyKey, versionId: anyVersion });
    fc.assert(
      fc.property(anyDocument, anyDocument, (a, b) => {
        const [first, second] = [a, b].map(({ key, versionId }) => resultKey(key, versionId)) as [
          string,
          string,
        ];
        const item = itemKeyOf(first, 1_000);
        const beside = [
          overlayKeyOf(first, 0),
          overlayKeyOf(first, LAST_PAGE),
          overlayKeyOf(item, LAST_PAGE),
        ];
        for (const key of [first, item, ...beside]) {
          expect(Buffer.byteLength(key)).toBeLessThanOrEqual(MAX_KEY_BYTES);
        }
        expect(first === second).toBe(a.key === b.key && a.versionId === b.versionId);
        expect(resultKey(a.key, a.versionId)).toBe(first);
      }),
    );
  });
});

describe('overlayKeyOf', () => {
  it('puts the picture of each page beside the result', () => {
    expect([0, 1, LAST_PAGE].map((page) => overlayKeyOf('in/scan.tif.json', page))).toEqual([
      'in/scan.tif.overlay.png',
      'in/scan.tif.overlay-2.png',
      'in/scan.tif.overlay-50.png',
    ]);
  });
});

describe('itemKeyOf', () => {
  it('puts the result of each check in a folder beside that of its cash letter', () => {
    expect([1, 12, 1_000].map((number) => itemKeyOf('in/a.x937.json', number))).toEqual([
      'in/a.x937.items/0001.json',
      'in/a.x937.items/0012.json',
      'in/a.x937.items/1000.json',
    ]);
    expect(itemKeyOf('in/a.x937.json', 1).startsWith(itemPrefixOf('in/a.x937.json'))).toBe(true);
    expect(overlayKeyOf(itemKeyOf('in/a.x937.json', 1), 0)).toBe('in/a.x937.items/0001.overlay.png');
  });
});
