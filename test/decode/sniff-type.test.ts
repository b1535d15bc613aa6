import { describe, expect, it } from 'vitest';
import { sniffType } from '../../lib/decode/sniff-type.ts';

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
