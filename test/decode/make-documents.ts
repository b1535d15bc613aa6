import sharp, { type Sharp } from 'sharp';
import type { GreyImage } from '../../lib/document/image.ts';

/** Builders of valid and of hostile pictures; all are made anew at every call, none is read from a file. PDF: make-pdf.ts, TIFF: make-tiff.ts. */

/** A page of white paper with a black bar and a grey one: `grey(8, 4)` is enough to tell ink, paper and orientation. */
export function testPicture(width = 64, height = 32): GreyImage {
  const data = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (y < height / 4 && x < width / 2) data[y * width + x] = 0;
      else if (y >= (3 * height) / 4) data[y * width + x] = 128;
    }
  }
  return { width, height, data };
}

/** As `testPicture`, with black and white only. */
export function testBilevel(width = 64, height = 32): GreyImage {
  const picture = testPicture(width, height);
  return { ...picture, data: picture.data.map((value) => (value < 200 ? 0 : 255)) };
}

/** sharp over grey pixels, one channel. */
export function greySharp({ width, height, data }: GreyImage): Sharp {
  return sharp(data, { raw: { width, height, channels: 1 } }).toColourspace('b-w');
}

/** sharp over RGB pixels with `r = g = b`. */
export function colourSharp(picture: GreyImage): Sharp {
  return greySharp(picture).toColourspace('srgb');
}

/** One bit a pixel, ITU-T T.6 (Group 4). */
export async function group4Tiff(picture = testBilevel(), dpi = 300): Promise<Uint8Array> {
  return greySharp(picture)
    .tiff({ compression: 'ccittfax4', bitdepth: 1, xres: dpi / 25.4, yres: dpi / 25.4 })
    .toBuffer();
}

/** `count` Group 4 pages; page i has its bar only in the first i + 1 eighths of its width. */
export async function group4TiffWithPages(count: number, width = 64, height = 32): Promise<Uint8Array> {
  const pages = await Promise.all(
    Array.from({ length: count }, (_, index) => {
      const data = new Uint8Array(width * height).fill(255);
      for (let y = 0; y < 8; y++) data.fill(0, y * width, y * width + ((index % 8) + 1) * (width / 8));
      return colourSharp({ width, height, data }).png().toBuffer();
    }),
  );
  // sharp joins no fewer than two pictures.
  if (count === 1)
    return sharp(pages[0]).toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer();
  return sharp(pages, { join: { animated: true } })
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1 })
    .toBuffer();
}

export function emptyFile(): Uint8Array {
  return new Uint8Array(0);
}

/** What somebody gets who renames notes.txt to scan.png. */
export function textRenamed(): Uint8Array {
  return Buffer.from('Dear bank,\nplease find the cheque attached.\n');
}

/** The first half of a valid JPEG. */
export async function truncatedJpeg(): Promise<Uint8Array> {
  const whole = await greySharp(testPicture(200, 100)).jpeg().toBuffer();
  return whole.subarray(0, whole.length / 2);
}

export async function onePixelPng(): Promise<Uint8Array> {
  return greySharp({ width: 1, height: 1, data: Uint8Array.of(255) })
    .png()
    .toBuffer();
}

/** A PNG whose header says 0 x 0, with a valid checksum. */
export async function zeroSizePng(): Promise<Uint8Array> {
  const png = Buffer.from(await onePixelPng());
  png.fill(0, 16, 24);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

/** Two frames: a still PNG with an `acTL` chunk behind its header. */
export async function animatedPng(): Promise<Uint8Array> {
  const png = Buffer.from(await greySharp(testPicture()).png().toBuffer());
  const animation = Buffer.alloc(20);
  animation.writeUInt32BE(8, 0);
  animation.write('acTL', 4, 'latin1');
  animation.writeUInt32BE(2, 8);
  animation.writeUInt32BE(crc32(animation.subarray(4, 16)), 16);
  const behindHeader = 33;
  return Buffer.concat([png.subarray(0, behindHeader), animation, png.subarray(behindHeader)]);
}

export async function animatedGif(): Promise<Uint8Array> {
  const frame = await colourSharp(testPicture()).png().toBuffer();
  const other = await colourSharp(testPicture()).negate().png().toBuffer();
  return sharp([frame, other], { join: { animated: true } })
    .gif()
    .toBuffer();
}

export async function webp(): Promise<Uint8Array> {
  return colourSharp(testPicture()).webp().toBuffer();
}

export function svg(): Uint8Array {
  return Buffer.from(
    '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32"><path d="M0 0h9v9z"/></svg>',
  );
}

/** CRC-32 of a PNG chunk's type and data (PNG, annex D), bit by bit. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
