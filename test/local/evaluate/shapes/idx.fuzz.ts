import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RequestError } from '../../../../lib/document/errors.ts';
import { parseIdx, readIdxFile } from '../../../../local/evaluate/shapes/idx.ts';
import { writeIdx } from '../write-set.ts';

const idxArrays = fc
  .array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 })
  .chain((dimensions) => {
    const size = dimensions.reduce((product, length) => product * length, 1);
    return fc.record({
      dimensions: fc.constant(dimensions),
      data: fc.uint8Array({ minLength: size, maxLength: size }),
    });
  });

describe('parseIdx', () => {
  it('reads back what was written', () => {
    fc.assert(
      fc.property(idxArrays, ({ dimensions, data }) => {
        const parsed = parseIdx(writeIdx(dimensions, data), 'a-file');
        expect([...parsed.dimensions]).toEqual(dimensions);
        expect([...parsed.data]).toEqual([...data]);
      }),
    );
  });

  it('either reads bytes or refuses them by name, whatever they are', () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.uint8Array({ maxLength: 40 }).map((tail) => Uint8Array.from([0, 0, 8, ...tail])),
    );
    fc.assert(
      fc.property(anything, (bytes) => {
        try {
          const { dimensions, data } = parseIdx(bytes, 'a-file');
          expect(data.length).toBe(dimensions.reduce((product, length) => product * length, 1));
        } catch (error) {
          expect(error).toBeInstanceOf(RequestError);
          expect((error as RequestError).message).toMatch(/^a-file: expected .+ but received /u);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('refuses an array that is cut short by any length', () => {
    const whole = writeIdx([2, 3], Uint8Array.from([1, 2, 3, 4, 5, 6]));
    for (let length = 0; length < whole.length; length++) {
      expect(() => parseIdx(whole.subarray(0, length), 'a-file')).toThrow(RequestError);
    }
  });

  it('refuses other types than bytes', () => {
    expect(() => parseIdx(Uint8Array.from([0, 0, 0x0d, 1, 0, 0, 0, 0]), 'floats')).toThrow(
      'floats: expected IDX values of type 0x08 (unsigned byte) but received type 0x0d',
    );
  });
});

describe('readIdxFile', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'digitlift-idx-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reads the same array gzipped and plain', async () => {
    const bytes = writeIdx([3], Uint8Array.from([7, 8, 9]));
    await writeFile(join(folder, 'plain'), bytes);
    await writeFile(join(folder, 'zipped'), gzipSync(bytes));
    expect(await readIdxFile(join(folder, 'zipped'))).toEqual(await readIdxFile(join(folder, 'plain')));
  });

  it('names a gzip file that is cut short', async () => {
    const bytes = gzipSync(writeIdx([3], Uint8Array.from([7, 8, 9])));
    await writeFile(join(folder, 'cut.gz'), bytes.subarray(0, bytes.length - 9));
    await expect(readIdxFile(join(folder, 'cut.gz'))).rejects.toThrow(/cut\.gz: expected a whole gzip file/u);
  });
});
