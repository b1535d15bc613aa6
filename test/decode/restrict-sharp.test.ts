import sharp from 'sharp';
import { expect, it } from 'vitest';
import { restrictSharp } from '../../lib/decode/restrict-sharp.ts';
import { animatedGif, greySharp, svg, testPicture, webp } from './make-documents.ts';

it('restrictSharp leaves sharp three types of documents, and the SVG of overlays', async () => {
  const gifBytes = await animatedGif();
  const webpBytes = await webp();
  expect((await sharp(gifBytes).metadata()).format).toBe('gif');

  restrictSharp();
  await expect(sharp(gifBytes).metadata()).rejects.toThrow('unsupported image format');
  await expect(sharp(webpBytes).metadata()).rejects.toThrow('unsupported image format');
  await expect(sharp('package.json').metadata()).rejects.toThrow();

  const picture = greySharp(testPicture());
  for (const encoded of [picture.clone().png(), picture.clone().jpeg(), picture.clone().tiff()]) {
    expect(await sharp(await encoded.toBuffer()).metadata()).toMatchObject({ width: 64, height: 32 });
  }
  expect((await sharp(svg()).metadata()).format).toBe('svg');
  expect(sharp.cache().memory.max).toBe(0);
});
