import { DocumentError } from '../document/errors.ts';
import type { DocumentKind, InputKind } from '../document/result.ts';
import { detectFraming } from './cash-letter/framing.ts';

/** A PDF may carry junk before its header, but no more than this (ISO 32000-1, implementation note 13 of PDF 1.7). */
const PDF_HEADER_SEARCH_BYTES = 1_024;

/** Magic bytes as Latin-1; at `at` from the beginning. */
interface Signature {
  readonly name: string;
  readonly at: number;
  readonly magic: readonly string[];
}

const RASTER: readonly (Signature & { readonly name: DocumentKind })[] = [
  { name: 'png', at: 0, magic: ['\x89PNG\r\n\x1a\n'] },
  { name: 'jpeg', at: 0, magic: ['\xff\xd8\xff'] },
  // Little- and big-endian, classic (42) and BigTIFF (43).
  { name: 'tiff', at: 0, magic: ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'] },
];

/** What people send by mistake, so that the refusal can name it. */
const REFUSED: readonly Signature[] = [
  { name: 'GIF', at: 0, magic: ['GIF87a', 'GIF89a'] },
  { name: 'WebP', at: 8, magic: ['WEBP'] },
  { name: 'HEIF', at: 4, magic: ['ftypheic', 'ftypheix', 'ftyphevc', 'ftypmif1', 'ftypmsf1'] },
  { name: 'AVIF', at: 4, magic: ['ftypavif', 'ftypavis'] },
  { name: 'BMP', at: 0, magic: ['BM'] },
  { name: 'JPEG 2000', at: 0, magic: ['\0\0\0\x0cjP  ', '\xff\x4f\xff\x51'] },
  { name: 'JPEG XL', at: 0, magic: ['\0\0\0\x0cJXL ', '\xff\x0a'] },
  { name: 'PostScript', at: 0, magic: ['%!PS'] },
  { name: 'A ZIP archive', at: 0, magic: ['PK\x03\x04', 'PK\x05\x06'] },
];

/**
 * Tells a document's type by its magic bytes alone, a cash letter by its file header; the file's name is never asked.
 * Throws DocumentError `unsupported-type`, naming the type where it is known.
 */
export function sniffType(bytes: Uint8Array): InputKind {
  const head = latin1(bytes.subarray(0, PDF_HEADER_SEARCH_BYTES));
  const raster = RASTER.find((signature) => matches(head, signature));
  if (raster !== undefined) return raster.name;
  if (isCashLetter(bytes)) return 'x937';
  // Before the search for a PDF header: an archive or a picture may have a PDF close behind its beginning.
  const refused = REFUSED.find((signature) => matches(head, signature))?.name ?? textType(head);
  if (refused !== undefined) throw unsupported(refused);
  if (head.includes('%PDF-')) return 'pdf';
  throw unsupported(looksLikeText(head) ? 'Text' : 'A file of this type');
}

/** Whether a file is an image cash letter, X9.37 or X9.100-187: a batch of documents. */
export function isCashLetter(bytes: Uint8Array): boolean {
  return detectFraming(bytes) !== undefined;
}

/** The error for a known type that is not read: "GIF is not read; send PNG, JPEG, TIFF, PDF or X9.37". */
export function unsupported(name: string): DocumentError {
  return new DocumentError('unsupported-type', `${name} is not read; send PNG, JPEG, TIFF, PDF or X9.37`);
}

function matches(head: string, { at, magic }: Signature): boolean {
  return magic.some((text) => head.startsWith(text, at));
}

function textType(head: string): string | undefined {
  if (/^(?:\xef\xbb\xbf)?\s*<(?:svg|!DOCTYPE svg)\b/i.test(head)) return 'SVG';
  if (/^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--)/i.test(head) && /<svg\b/i.test(head)) return 'SVG';
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!DOCTYPE html|html)\b/i.test(head)) return 'HTML';
  return undefined;
}

/** No control characters but white space: what an editor would show as text. */
function looksLikeText(head: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is asked for
  return !/[\x00-\x08\x0e-\x1f]/.test(head);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
