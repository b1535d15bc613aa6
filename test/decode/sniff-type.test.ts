import { describe, expect, it } from 'vitest';
import { isCashLetter, sniffType } from '../../lib/decode/sniff-type.ts';
import { writeCashLetter } from '../../samples/draw/cash-letter.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('sniffType', () => {
  it.each([
    ['png', '\x89PNG\r\n\x1a\n'],
    ['jpeg', '\xff\xd8\xff\xe0'],
    ['tiff', 'II*\0'],
    ['tiff', 'MM\0*'],
    ['tiff', 'II+\0'],
    ['tiff', 'MM\0+'],
    ['pdf', '%PDF-1.4'],
    ['pdf', `${'\n'.repeat(1019)}%PDF-`],
  ])('tells %s by %j', (kind, text) => {
    expect(sniffType(bytes(text))).toBe(kind);
  });

  it.each(['ascii', 'ebcdic'] as const)(
    'tells a cash letter by its file header in %s, in both framings',
    (encoding) => {
      for (const framing of ['length-prefixed', 'lines'] as const) {
        const letter = writeCashLetter({ encoding, framing, bundles: [] });
        expect(sniffType(letter)).toBe('x937');
        // As much of it as is asked of a file in a folder.
        expect(sniffType(letter.subarray(0, 100))).toBe('x937');
        expect(isCashLetter(letter)).toBe(true);
      }
    },
  );

  it.each([
    ['a list that begins as a header does', `01${'03T'.padEnd(78)}`],
    ['another record', `25${'03T061000146026073150202010230911N'.padEnd(78)}`],
    ['another length', '\0\0\0\x4f0103T061000146'],
    ['a length alone', '\0\0\0\x50'],
    ['nothing', ''],
  ])('takes %s for no cash letter', (_, text) => {
    expect(isCashLetter(bytes(text))).toBe(false);
  });

  it.each([
    ['GIF', 'GIF87a'],
    ['GIF', 'GIF89a'],
    ['WebP', 'RIFF\x10\0\0\0WEBPVP8 '],
    ['HEIF', '\0\0\0\x18ftypheic'],
    ['AVIF', '\0\0\0\x18ftypavif'],
    ['BMP', 'BM\x46\0\0\0'],
    ['JPEG 2000', '\0\0\0\x0cjP  \r\n\x87\n'],
    ['JPEG XL', '\xff\x0a'],
    ['PostScript', '%!PS-Adobe-3.0'],
    ['A ZIP archive', 'PK\x03\x04'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['SVG', '\xef\xbb\xbf <?xml version="1.0"?><!-- drawn --><svg/>'],
    ['HTML', '<!DOCTYPE html><html>'],
    ['Text', 'ten pounds'],
    ['A file of this type', '\x00\x01\x02\x03'],
    ['A file of this type', '\0\x89PN'],
    ['Text', `${'\n'.repeat(1020)}%PDF-`],
    ['A ZIP archive', 'PK\x03\x04 %PDF-1.4'],
  ])('refuses %s by name', (name, text) => {
    expect(() => sniffType(bytes(text))).toThrow(
      expect.objectContaining({
        code: 'unsupported-type',
        message: `${name} is not read; send PNG, JPEG, TIFF, PDF or X9.37`,
      }),
    );
  });
});
