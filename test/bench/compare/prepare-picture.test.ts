import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatPreparation, preparePicture } from '../../../bench/compare/prepare-picture.ts';

let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prepare-picture-'));
  path = join(folder, 'black.png');
  await sharp({ create: { width: 30, height: 20, channels: 3, background: 'black' } }).toFile(path);
});
afterAll(() => rm(folder, { recursive: true }));

async function pixels(picture: Buffer) {
  const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true });
  return { ...info, at: (x: number, y: number) => data[y * info.width + x] };
}

describe('preparePicture', () => {
  it('leaves a picture of scale 1 without a margin as it is', async () => {
    const picture = await pixels(await preparePicture(path, { scale: 1, margin: 0 }));
    expect([picture.width, picture.height]).toEqual([30, 20]);
    expect([picture.at(0, 0), picture.at(29, 19)]).toEqual([0, 0]);
  });

  it('enlarges, then adds white in parts of the height', async () => {
    const picture = await pixels(await preparePicture(path, { scale: 2, margin: 0.25 }));
    expect([picture.width, picture.height]).toEqual([80, 60]);
    expect([picture.at(9, 30), picture.at(10, 30)]).toEqual([255, 0]);
    expect([picture.at(40, 9), picture.at(40, 10)]).toEqual([255, 0]);
  });

  it('puts what is transparent on white', async () => {
    const clear = join(folder, 'clear.png');
    await sharp({
      create: { width: 4, height: 4, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    }).toFile(clear);
    expect((await pixels(await preparePicture(clear, { scale: 1, margin: 0 }))).at(1, 1)).toBe(255);
  });
});

describe('formatPreparation', () => {
  it('says what was done', () => {
    expect(formatPreparation(undefined)).toBe('as it is');
    expect(formatPreparation({ scale: 1, margin: 0, detect: false })).toBe('1x');
    expect(formatPreparation({ scale: 2, margin: 0.25, detect: true })).toBe('2x, margin 0.25, own detector');
  });
});
