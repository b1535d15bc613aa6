import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import * as make from '../../decode/make-documents.ts';
import * as pdf from '../../decode/make-pdf.ts';
import { tiffBomb, tiffBombOnLastPage, tiffOf } from '../../decode/make-tiff.ts';

export interface HostileFile {
  readonly name: string;
  readonly build: () => Uint8Array | Promise<Uint8Array>;
}

/** Files that want more than they weigh, or are not what they say; all drawn here, none is kept. */
export const BOMBS: readonly HostileFile[] = [
  { name: 'a TIFF of 900 Mpx in 11 KB', build: tiffBomb },
  { name: 'such a TIFF behind harmless pages', build: tiffBombOnLastPage },
  { name: 'a TIFF of 51 pages', build: () => make.group4TiffWithPages(51) },
  { name: 'a TIFF of 60,000 directories in a chain', build: longChain },
  { name: 'a TIFF whose chain of pages runs in a circle', build: circle },
  { name: 'a TIFF that claims four billion values for a tag', build: hugeTag },
  { name: 'a PNG of 900 Mpx', build: () => pngOf(30_000, 30_000, deflateSync(Buffer.alloc(1_000))) },
  {
    name: 'a PNG of 4,294,967,295 pixels a side',
    build: () => pngOf(0xffffffff, 0xffffffff, Buffer.alloc(8)),
  },
  { name: 'a PNG of 8 x 8 with 100 MB of pixels', build: () => pngOf(8, 8, zeros(100)) },
  {
    name: 'a PNG with 100 MB of compressed text',
    build: () => pngOf(64, 64, deflateSync(Buffer.alloc(64 * 65)), textChunk()),
  },
  {
    name: 'a PNG with a colour profile of 100 MB',
    build: () => pngOf(64, 64, deflateSync(Buffer.alloc(64 * 65)), profileChunk()),
  },
  { name: 'a JPEG of 65,500 x 65,500', build: () => resizedJpeg(65_500, 65_500) },
  { name: 'a progressive JPEG of 5,000 scans', build: () => scanBomb(5_000) },
  { name: 'an encoded page of 14,400 pt', build: pdf.hugePagePdf },
  { name: 'such a page behind harmless ones', build: () => pdf.hugePagePdfOnLastPage() },
  { name: 'a PDF with a picture of 900 Mpx', build: pdf.pictureBombPdf },
  {
    name: 'a PDF whose pages are their own parents',
    build: () => replaced('/Parent 2 0 R', '/Kids [2 0 R]'),
  },
  { name: 'a PDF whose page tree holds itself', build: () => replaced('/Kids [4 0 R]', '/Kids [2 0 R]') },
  { name: 'a PDF that claims two billion pages', build: () => replaced('/Count 1', '/Count 2147483647') },
  { name: 'a PDF of 20,000 nested arrays', build: () => nested('[', ']', 20_000) },
  { name: 'a PDF of 20,000 nested dictionaries', build: () => nested('<< /A ', ' >>', 20_000) },
  { name: 'a PDF form that draws itself', build: selfDrawing },
  { name: 'a PDF of 10,000 saved states', build: () => content('q '.repeat(10_000)) },
  { name: 'a PDF of 50 MB of blanks in 50 KB', build: () => flated(Buffer.alloc(50_000_000, 0x20)) },
  { name: 'a PDF that wants a password', build: pdf.encryptedPdf },
  { name: 'an animated PNG', build: make.animatedPng },
  { name: 'an SVG', build: make.svg },
  { name: 'an SVG of entities in entities', build: entities },
  { name: 'a file of nothing', build: make.emptyFile },
  { name: 'a megabyte of zeros', build: () => new Uint8Array(1 << 20) },
];

function zeros(megabytes: number): Buffer {
  return deflateSync(Buffer.alloc(megabytes << 20), { level: 9 });
}

/** A grey PNG whose header says what it is told to; check sums are right. */
function pngOf(width: number, height: number, data: Buffer, more: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    more,
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(make.crc32(body), body.length + 4);
  return whole;
}

function textChunk(): Buffer {
  return chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), zeros(100)]));
}

function profileChunk(): Buffer {
  return chunk('iCCP', Buffer.concat([Buffer.from('Profile\0\0', 'latin1'), zeros(100)]));
}

/** A JPEG whose header was given other sides. */
async function resizedJpeg(width: number, height: number): Promise<Buffer> {
  const jpeg = Buffer.from(await make.greySharp(make.testPicture()).jpeg().toBuffer());
  const frame = jpeg.indexOf(Buffer.of(0xff, 0xc0));
  jpeg.writeUInt16BE(height, frame + 5);
  jpeg.writeUInt16BE(width, frame + 7);
  return jpeg;
}

/** A page of 16 Mpx with its last scan over and over: each is a pass over all the pixels for a handful of bytes. */
async function scanBomb(scans: number): Promise<Buffer> {
  const jpeg = await sharp({ create: { width: 4_000, height: 4_000, channels: 3, background: 'white' } })
    .toColourspace('b-w')
    .jpeg({ progressive: true, quality: 50 })
    .toBuffer();
  const last = jpeg.lastIndexOf(Buffer.of(0xff, 0xda));
  const scan = jpeg.subarray(last, jpeg.length - 2);
  const times = Math.min(scans, Math.floor((24 << 20) / scan.length));
  return Buffer.concat([
    jpeg.subarray(0, last),
    ...Array.from({ length: times }, () => scan),
    jpeg.subarray(-2),
  ]);
}

const SMALL = { width: 16, height: 16, strip: new Uint8Array(256) };

function longChain(): Uint8Array {
  return tiffOf(Array.from({ length: 60_000 }, () => ({ width: 8, height: 8, strip: new Uint8Array(2) })));
}

function circle(): Uint8Array {
  const tiff = Buffer.from(tiffOf([SMALL]));
  tiff.writeUInt32LE(tiff.readUInt32LE(4), tiff.length - 4);
  return tiff;
}

function hugeTag(): Uint8Array {
  const tiff = Buffer.from(tiffOf([SMALL]));
  const directory = tiff.readUInt32LE(4);
  // StripOffsets: so many that they would fill the memory.
  for (let entry = directory + 2; entry < tiff.length - 12; entry += 12) {
    if (tiff.readUInt16LE(entry) === 273) tiff.writeUInt32LE(0xffffffff, entry + 4);
  }
  return tiff;
}

const PAGE = { width: 200, height: 200 };

function replaced(before: string, after: string): Uint8Array {
  return Buffer.from(
    Buffer.from(pdf.pdfOf([PAGE]))
      .toString('latin1')
      .replace(before, after),
    'latin1',
  );
}

function nested(open: string, close: string, depth: number): Uint8Array {
  const value = `${open.repeat(depth)}0${close.repeat(depth)}`;
  return pdf.pdfOf([{ ...PAGE, entries: `/Deep ${value}` }], [value]);
}

function selfDrawing(): Uint8Array {
  const own = pdf.firstFreeObject(1);
  const form = `/Type /XObject /Subtype /Form /BBox [0 0 200 200] /Resources << /XObject << /I ${own} 0 R >> >>`;
  return pdf.pdfOf(
    [{ ...PAGE, content: '/I Do /I Do', resources: `/XObject << /I ${own} 0 R >>` }],
    [pdf.streamOf(form, '/I Do /I Do')],
  );
}

function content(text: string): Uint8Array {
  return pdf.pdfOf([{ ...PAGE, content: text }]);
}

/** A page whose content is compressed. */
function flated(text: Buffer): Uint8Array {
  const own = pdf.firstFreeObject(1);
  return pdf.pdfOf(
    [{ ...PAGE, entries: `/Contents ${own} 0 R` }],
    [pdf.streamOf('/Filter /FlateDecode', deflateSync(text).toString('latin1'))],
  );
}

function entities(): Uint8Array {
  const lines = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
    '',
  );
  return Buffer.from(`<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "ha">${lines}]><svg>&l10;</svg>`);
}
