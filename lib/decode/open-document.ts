import { MAX_DOCUMENT_BYTES } from '../document/bounds.ts';
import { DocumentError } from '../document/errors.ts';
import type { GreyImage } from '../document/image.ts';
import type { DocumentKind, PageResult } from '../document/result.ts';
import { openPdf } from './open-pdf.ts';
import { openRaster } from './open-raster.ts';
import { sniffType, unsupported } from './sniff-type.ts';

/** One page as delivered (EXIF orientation applied, nothing else turned), and how finely it was scanned. */
export interface DecodedPage {
  /** From 0. */
  readonly index: number;
  readonly image: GreyImage;
  /** Dots an inch; when the file does not say, or says something impossible, estimated from the page's size. */
  readonly dpi: number;
  readonly dpiSource: PageResult['dpiSource'];
  /** The file holds one bit a pixel: there is no grey to gain from. */
  readonly bitonal: boolean;
}

export interface OpenDocument {
  readonly kind: DocumentKind;
  readonly pageCount: number;
  /** Decodes page after page, holding one at a time. Throws DocumentError as `openDocument` does. */
  pages(signal?: AbortSignal): AsyncGenerator<DecodedPage>;
}

/**
 * Recognizes a document by its magic bytes, checks every bound that can be known without decoding, and opens it.
 * Throws DocumentError: `empty-file`, `too-many-bytes`, `unsupported-type`, `corrupt`, `encrypted`, `no-pages`,
 * `too-many-pages`, `too-many-pixels`, `too-few-pixels`.
 */
export async function openDocument(bytes: Uint8Array): Promise<OpenDocument> {
  if (bytes.length === 0) {
    throw new DocumentError('empty-file', 'Expected a document but received an empty file; send it again');
  }
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw new DocumentError(
      'too-many-bytes',
      `Expected at most ${MAX_DOCUMENT_BYTES} bytes but received ${bytes.length}; send the document in parts`,
    );
  }
  const kind = sniffType(bytes);
  // A batch of documents: `readCashLetter` opens it, and no document holds one.
  if (kind === 'x937') throw unsupported('A cash letter in place of a picture');
  return kind === 'pdf' ? openPdf(bytes) : openRaster(bytes, kind);
}
