import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIdx, parseIdx, readIdx } from '../../training/dump-crops/idx.ts';

const twoByThree = Uint8Array.from([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]);

describe('IDX', () => {
  it('reads the lengths of the axes and the bytes', () => {
    expect(parseIdx(twoByThree)).toEqual({ shape: [2, 3], data: Uint8Array.from([1, 2, 3, 4, 5, 6]) });
  });

  it('reads what it wrote', () => {
    const arrays = fc.uint8Array({ maxLength: 40 }).map((data) => ({ shape: [data.length, 1], data }));
    fc.assert(
      fc.property(arrays, (array) => {
        expect(parseIdx(formatIdx(array))).toEqual(array);
      }),
    );
  });

  it('unpacks gzip', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'idx-'));
    try {
      await writeFile(join(folder, 'a.gz'), gzipSync(twoByThree));
      expect((await readIdx(join(folder, 'a.gz'))).shape).toEqual([2, 3]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each([
    ['nothing', Uint8Array.from([])],
    ['floats', Uint8Array.from([0, 0, 13, 1, 0, 0, 0, 0])],
    ['another kind of file', new TextEncoder().encode('%PDF-1.7')],
    ['a cut header', twoByThree.subarray(0, 9)],
    ['too few bytes', twoByThree.subarray(0, 17)],
    ['too many bytes', Uint8Array.from([...twoByThree, 7])],
  ])('refuses %s', (_, bytes) => {
    expect(() => parseIdx(bytes)).toThrow(RangeError);
  });
});
