import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findOversized, folderSize, MAX_UNPACKED_BYTES } from '../../scripts/artefact-sizes.ts';

it('holds a function and its layer to one bound together', () => {
  const sizes = new Map([
    ['functions/segment', 100],
    ['functions/classify', 60],
    ['layer', 40],
  ]);
  expect(findOversized(sizes, 100)).toEqual([]);
  expect(findOversized(new Map([...sizes, ['layer', 41]]), 100)).toEqual([
    'Expected at most 100 bytes unpacked for functions/classify with layer but built 101',
  ]);
  expect(findOversized(new Map([['functions/segment', MAX_UNPACKED_BYTES + 1]]))).toHaveLength(1);
});

it('counts the files of all folders', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'digitlift-sizes-'));
  await mkdir(join(folder, 'a/b'), { recursive: true });
  await writeFile(join(folder, 'one'), 'x'.repeat(7));
  await writeFile(join(folder, 'a/b/two'), 'x'.repeat(5));
  expect(await folderSize(folder)).toBe(12);
  await rm(folder, { recursive: true });
});
