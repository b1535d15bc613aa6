import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openDocument } from '../../lib/decode/open-document.ts';
import { decodeAll, pagesOf } from './decode-all.ts';
import {
  colourSharp,
  greySharp,
  group4Tiff,
  group4TiffWithPages,
  testBilevel,
  testPicture,
} from './make-documents.ts';
import { tiffOf } from './make-tiff.ts';

describe('openDocument on pictures', () => {
  const picture = testPicture();

  it('reads a grey PNG pixel by pixel', async () => {
    const [page] = await decodeAll(await greySharp(picture).png().toBuffer());
    expect(page?.image).toEqual(picture);
    expect(page).toMatchObject({ index: 0, bitonal: false, dpiSource: 'estimated' });
  });

  it.each([
    ['colour', (p: typeof picture) => colourSharp(p).png()],
    ['16-bit grey', (p: typeof picture) => greySharp(p).toColourspace('grey16').png()],
    ['16-bit colour', (p: typeof picture) => greySharp(p).toColourspace('rgb16').png()],
    ['lossless TIFF', (p: typeof picture) => greySharp(p).tiff({ compression: 'lzw' })],
    ['BigTIFF', (p: typeof picture) => greySharp(p).tiff({ compression: 'deflate', bigtiff: true })],
    ['colour TIFF', (p: typeof picture) => colourSharp(p).tiff({ compression: 'lzw' })],
  ])('makes 8-bit grey of %s', async (_name, encode) => {
    const [page] = await decodeAll(await encode(picture).toBuffer());
    expect(page?.image).toEqual(picture);
  });

  it('weighs colours by how bright they look', async () => {
    const strip = Uint8Array.from({ length: 16 * 16 * 3 }, (_, i) => (i % 3 === 1 ? 255 : 0));
    const green = await decodeAll(
      tiffOf([{ width: 16, height: 16, photometric: 2, samplesPerPixel: 3, strip }]),
    );
    const blue = await decodeAll(
      tiffOf([
        {
          width: 16,
          height: 16,
          photometric: 2,
          samplesPerPixel: 3,
          strip: strip.map((_, i) => (i % 3 === 2 ? 255 : 0)),
        },
      ]),
    );
    expect(green[0]?.image.data[0]).toBeGreaterThan(150);
    expect(blue[0]?.image.data[0]).toBeLessThan(110);
  });

  it('keeps JPEG within the loss of its compression', async () => {
    const [page] = await decodeAll(await greySharp(picture).jpeg({ quality: 95 }).toBuffer());
    const worst = Math.max(...picture.data.map((value, i) => Math.abs(value - page!.image.data[i]!)));
    expect(worst).toBeLessThan(24);
  });

  it('reads CMYK, where no ink is white paper', async () => {
    const strip = Uint8Array.from({ length: 16 * 16 * 4 }, (_, i) =>
      i < 16 * 8 * 4 ? 0 : i % 4 === 3 ? 255 : 0,
    );
    const [page] = await decodeAll(
      tiffOf([{ width: 16, height: 16, photometric: 5, samplesPerPixel: 4, strip }]),
    );
    expect(page!.image.data[0]).toBeGreaterThan(240);
    expect(page!.image.data[255]).toBeLessThan(70);
  });

  it('reads a Group 4 TIFF as bitonal, with the resolution it states', async () => {
    const [page] = await decodeAll(await group4Tiff(testBilevel(320, 144), 240));
    expect(page?.image).toEqual(testBilevel(320, 144));
    expect(page).toMatchObject({ bitonal: true, dpi: 240, dpiSource: 'metadata' });
  });

  it.each([1, 8, 16] as const)('reads %i-bit white-is-zero TIFF the right way round', async (bits) => {
    const strip = new Uint8Array(16 * 16 * (bits / 8));
    strip.fill(0xff, strip.length / 2);
    const [page] = await decodeAll(
      tiffOf([{ width: 16, height: 16, bitsPerSample: bits, photometric: 0, strip }]),
    );
    expect(page!.image.data[0]).toBe(255);
    expect(page!.image.data[255]).toBe(0);
    expect(page!.bitonal).toBe(true);
  });

  it('reads 16-bit TIFF by its upper byte', async () => {
    const strip = new Uint8Array(new Uint16Array(256).fill(0x8040).buffer);
    const [page] = await decodeAll(tiffOf([{ width: 16, height: 16, bitsPerSample: 16, strip }]));
    expect(page?.image.data).toEqual(new Uint8Array(256).fill(0x80));
  });

  it('reads every page of a TIFF, in order', async () => {
    const pages = await decodeAll(await group4TiffWithPages(5));
    expect(pages.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(pages.map(({ image }) => image.data.subarray(0, 64).indexOf(255))).toEqual([8, 16, 24, 32, 40]);
  });

  it('puts a transparent picture on white paper', async () => {
    const rgba = Buffer.alloc(16 * 16 * 4);
    for (let i = 3; i < 4 * 128; i += 4) rgba[i] = 255;
    const png = await sharp(rgba, { raw: { width: 16, height: 16, channels: 4 } })
      .png()
      .toBuffer();
    const [page] = await decodeAll(png);
    expect(page!.image.data[0]).toBe(0);
    expect(page!.image.data[255]).toBe(255);
  });

  it('turns a photo as EXIF says: orientation 6 is a quarter clockwise', async () => {
    const [page] = await decodeAll(
      await greySharp(picture).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    );
    expect(page?.image).toMatchObject({ width: picture.height, height: picture.width });
    // The black bar of the upper left corner comes to lie in the upper right one.
    expect(page!.image.data[picture.height - 1]).toBeLessThan(32);
    expect(page!.image.data[0]).toBeGreaterThan(96);
  });

  it('turns a TIFF as its orientation tag says: 3 is upside down', async () => {
    const strip = new Uint8Array(256).fill(255).fill(0, 0, 16);
    const [page] = await decodeAll(tiffOf([{ width: 16, height: 16, orientation: 3, strip }]));
    expect(page!.image.data.indexOf(0)).toBe(240);
  });

  it('calls a picture of two levels bitonal, whatever it is stored as', async () => {
    const [two] = await decodeAll(await greySharp(testBilevel()).png().toBuffer());
    const [palette] = await decodeAll(
      await colourSharp(testBilevel()).png({ palette: true, colours: 2 }).toBuffer(),
    );
    expect([two?.bitonal, palette?.bitonal]).toEqual([true, true]);
    expect(palette?.image).toEqual(testBilevel());
  });

  it.each([
    ['PNG', () => greySharp(testPicture(2000, 900)).withMetadata({ density: 240 }).png()],
    ['JPEG', () => greySharp(testPicture(2000, 900)).withMetadata({ density: 240 }).jpeg()],
  ])('believes the resolution of a %s', async (_name, encode) => {
    const [page] = await decodeAll(await encode().toBuffer());
    expect(page).toMatchObject({ dpi: 240, dpiSource: 'metadata' });
  });

  it('gives the same pages each time it is asked', async () => {
    const document = await openDocument(await group4TiffWithPages(2));
    const first = await pagesOf(document);
    expect(await pagesOf(document)).toEqual(first);
    expect(document).toMatchObject({ kind: 'tiff', pageCount: 2 });
  });
});
