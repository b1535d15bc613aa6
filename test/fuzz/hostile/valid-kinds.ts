import * as make from '../../decode/make-documents.ts';
import { brokenPicturePdf, encryptedPdf, pdfOf, pdfWithFilledField } from '../../decode/make-pdf.ts';
import { tiffOf } from '../../decode/make-tiff.ts';

export interface ValidKind {
  readonly name: string;
  readonly build: () => Uint8Array | Promise<Uint8Array>;
  /** Of a hundred mutations, how many are of this kind; PDFs take tens of milliseconds each. */
  readonly share: number;
}

/** What is mutated: small files of every kind and of the codecs inside. */
export const VALID_KINDS: readonly ValidKind[] = [
  { name: 'PNG', share: 14, build: async () => make.greySharp(make.testPicture()).png().toBuffer() },
  {
    name: 'palette PNG',
    share: 6,
    build: async () => make.colourSharp(make.testPicture()).png({ palette: true }).toBuffer(),
  },
  { name: 'animated PNG', share: 4, build: make.animatedPng },
  {
    name: 'JPEG',
    share: 14,
    build: async () =>
      make.colourSharp(make.testPicture()).withMetadata({ orientation: 6, density: 200 }).jpeg().toBuffer(),
  },
  {
    name: 'progressive JPEG',
    share: 12,
    build: async () => make.greySharp(make.testPicture()).jpeg({ progressive: true }).toBuffer(),
  },
  { name: 'Group 4 TIFF', share: 14, build: () => make.group4Tiff() },
  { name: 'TIFF of several pages', share: 8, build: () => make.group4TiffWithPages(3) },
  {
    name: 'LZW TIFF',
    share: 6,
    build: async () => make.greySharp(make.testPicture()).tiff({ compression: 'lzw' }).toBuffer(),
  },
  {
    name: 'JPEG TIFF',
    share: 6,
    build: async () => make.greySharp(make.testPicture()).tiff({ compression: 'jpeg' }).toBuffer(),
  },
  {
    name: 'bare TIFF',
    share: 8,
    build: () => tiffOf([{ width: 16, height: 16, strip: new Uint8Array(256) }]),
  },
  {
    name: 'PDF',
    share: 5,
    build: () => pdfOf([{ width: 36, height: 36, content: '0 g 9 9 9 9 re f BT /F1 9 Tf 0 0 Td (1) Tj ET' }]),
  },
  { name: 'PDF form', share: 1, build: pdfWithFilledField },
  { name: 'PDF with a broken picture', share: 1, build: brokenPicturePdf },
  { name: 'encrypted PDF', share: 1, build: encryptedPdf },
];
