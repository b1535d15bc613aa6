import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openGlyphSet } from '../../local/evaluate/shapes/glyph-set.ts';
import { writeIdx } from '../../training/dump-crops/idx.ts';
import { joinValidation } from '../../training/dump-crops/join-validation.ts';

let out: string;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'digitlift-crops-'));
});
afterAll(() => rm(out, { recursive: true }));

it('joins the validation crops of all sets in the shape that the evaluation reads', async () => {
  const write = async (set: string, labels: readonly number[]) => {
    const data = new Uint8Array(labels.length * 4).map((_, at) => labels[Math.floor(at / 4)]!);
    await writeIdx(join(out, `${set}-validation-images-idx3-ubyte`), { shape: [labels.length, 2, 2], data });
    const path = join(out, `${set}-validation-labels-idx1-ubyte`);
    await writeIdx(path, { shape: [labels.length], data: Uint8Array.from(labels) });
  };
  await write('a', [3, 10]);
  await write('b', [7]);
  await joinValidation(out, ['a', 'b']);
  const { glyphs } = await openGlyphSet(join(out, 'validation'));
  expect(glyphs.map(({ text }) => text)).toEqual(['3', 'not-a-digit', '7']);
  expect([...(await glyphs[2]!.load()).data]).toEqual([7, 7, 7, 7]);
});
