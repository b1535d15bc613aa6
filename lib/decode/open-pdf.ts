import { DocumentError } from '../document/errors.ts';
import type { OpenDocument } from './open-document.ts';

export async function openPdf(_bytes: Uint8Array): Promise<OpenDocument> {
  throw new DocumentError('unsupported-type', 'PDF is not read yet; send PNG, JPEG or TIFF');
}
