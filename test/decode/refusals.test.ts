import { describe, expect, it } from 'vitest';
import { openDocument } from '../../lib/decode/open-document.ts';
import { MAX_DOCUMENT_BYTES } from '../../lib/document/bounds.ts';
import { DocumentError, type PermanentErrorCode, TransientError } from '../../lib/document/errors.ts';
import { decodeAll } from './decode-all.ts';
import * as make from './make-documents.ts';
import * as pdf from './make-pdf.ts';
import { tiffBomb, tiffBombOnLastPage, tiffOf } from './make-tiff.ts';

/** The error that decoding `bytes` ends in. */
async function refusal(bytes: Uint8Array): Promise<DocumentError> {
  const error = await decodeAll(bytes).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DocumentError);
  return error as DocumentError;
}

const CASES: readonly [
  name: string,
  code: PermanentErrorCode,
  build: () => Uint8Array | Promise<Uint8Array>,
][] = [
  ['an empty file', 'empty-file', make.emptyFile],
  ['a file over the bound', 'too-many-bytes', () => new Uint8Array(MAX_DOCUMENT_BYTES + 1)],
  ['text renamed to .png', 'unsupported-type', make.textRenamed],
  ['a truncated JPEG', 'corrupt', make.truncatedJpeg],
  ['a JPEG of three bytes', 'corrupt', () => Uint8Array.of(0xff, 0xd8, 0xff)],
  ['a TIFF bomb', 'too-many-pixels', tiffBomb],
  ['a TIFF bomb behind harmless pages', 'too-many-pixels', tiffBombOnLastPage],
  ['a TIFF of 51 pages', 'too-many-pages', () => make.group4TiffWithPages(51)],
  ['a TIFF without pages', 'no-pages', () => tiffOf([])],
  ['a 1x1 PNG', 'too-few-pixels', make.onePixelPng],
  ['a 0x0 PNG', 'corrupt', make.zeroSizePng],
  [
    'a page over the longest side',
    'too-many-pixels',
    () => tiffOf([{ width: 30_001, height: 16, strip: new Uint8Array(30_001 * 16) }]),
  ],
  ['a PDF with a page of 14,400 pt', 'too-many-pixels', pdf.hugePagePdf],
  ['a PDF with such a page behind harmless ones', 'too-many-pixels', pdf.hugePagePdfOnLastPage],
  ['a PDF with a picture of 900 Mpx', 'too-many-pixels', pdf.pictureBombPdf],
  ['a PDF that wants a password', 'encrypted', pdf.encryptedPdf],
  ['a PDF encrypted in a way of its own', 'encrypted', pdf.unknownEncryptionPdf],
  ['a PDF of 51 pages', 'too-many-pages', () => pdf.pdfWithPages(51)],
  ['a PDF without pages', 'no-pages', () => pdf.pdfWithPages(0)],
  ['a PDF with a page of one point', 'too-few-pixels', () => pdf.pdfOf([{ width: 1, height: 1 }])],
  ['a PDF that was cut short', 'corrupt', () => pdf.pdfWithPages(3).subarray(0, 900)],
  ['a PDF of nothing but a header', 'corrupt', () => Buffer.from('%PDF-1.7\n%%EOF\n')],
  ['a PDF whose only picture cannot be decoded', 'corrupt', pdf.brokenPicturePdf],
  ['an animated PNG', 'unsupported-type', make.animatedPng],
  ['an animated GIF', 'unsupported-type', make.animatedGif],
  ['a WebP', 'unsupported-type', make.webp],
  ['an SVG', 'unsupported-type', make.svg],
];

describe('openDocument refuses', () => {
  it.each(CASES)('%s as %s', async (_name, code, build) => {
    expect((await refusal(await build())).code).toBe(code);
  });

  it('by name what is no scan', async () => {
    expect((await refusal(make.svg())).message).toBe('SVG is not read; send PNG, JPEG, TIFF, PDF or X9.37');
    expect((await refusal(await make.animatedGif())).message).toMatch(/^GIF is not read/);
    expect((await refusal(await make.webp())).message).toMatch(/^WebP is not read/);
    expect((await refusal(await make.animatedPng())).message).toMatch(/^Animated PNG is not read/);
    expect((await refusal(make.textRenamed())).message).toMatch(/^Text is not read/);
  });

  it('a TIFF that was cut short in its chain of pages, rather than losing the last ones', async () => {
    const whole = await make.group4TiffWithPages(3);
    for (const part of [0.5, 0.9]) {
      expect((await refusal(whole.subarray(0, whole.length * part))).code).toBe('corrupt');
    }
  });

  it('a TIFF whose chain of pages runs in a circle', async () => {
    const page = { width: 16, height: 16, strip: new Uint8Array(256) };
    const tiff = Buffer.from(tiffOf([page]));
    tiff.writeUInt32LE(tiff.readUInt32LE(4), tiff.length - 4);
    expect((await refusal(tiff)).message).toContain('circle');
  });

  it.each(['ccittfax4', 'lzw', 'deflate'] as const)(
    'a %s TIFF with flipped bits, rather than wrong pixels',
    async (compression) => {
      const { data } = make.testBilevel(400, 300);
      for (let i = 0; i < data.length; i++) if ((i * i) % 7 === 0) data[i] = 0;
      const tiff = Buffer.from(
        await make
          .greySharp({ width: 400, height: 300, data })
          .tiff(compression === 'ccittfax4' ? { compression, bitdepth: 1 } : { compression })
          .toBuffer(),
      );
      const middle = tiff.length >> 1;
      tiff.fill(0x55, middle, middle + 40);
      expect((await refusal(tiff)).code).toBe('corrupt');
    },
  );

  it('with a message of its own, and the native one only as the cause', async () => {
    const error = await refusal(await make.truncatedJpeg());
    expect(error.message).toBe(
      'Expected a whole JPEG but could not read the pixels of page 1; scan or send it again',
    );
    expect(error.cause).toBeInstanceOf(Error);
    expect(error.retryable).toBe(false);
  });

  it('a PDF with a message of its own too', async () => {
    const error = await refusal(pdf.encryptedPdf());
    expect(error.message).toBe('Expected a PDF without a password; send it decrypted');
    expect(error.cause).toBeInstanceOf(Error);
  });

  it('a page only when it is reached, and keeps those before it', async () => {
    const good = { width: 16, height: 16, strip: new Uint8Array(256) };
    const document = await openDocument(
      tiffOf([good, { ...good, compression: 4, bitsPerSample: 1, strip: Uint8Array.of(1) }]),
    );
    const pages = document.pages();
    expect((await pages.next()).value).toMatchObject({ index: 0 });
    await expect(pages.next()).rejects.toMatchObject({ code: 'corrupt' });
  });

  it.each([
    ['TIFF', () => make.group4TiffWithPages(2)],
    ['PDF', () => pdf.pdfWithPages(2)],
  ])('to go on with a %s after its deadline', async (_name, build) => {
    const document = await openDocument(await build());
    const controller = new AbortController();
    const pages = document.pages(controller.signal);
    await pages.next();
    controller.abort();
    const error = await pages.next().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TransientError);
    expect(error).toMatchObject({ code: 'deadline-exceeded', retryable: true });
  });
});
