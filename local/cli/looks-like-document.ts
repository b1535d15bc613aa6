import { open, stat } from 'node:fs/promises';
import { sniffType } from '../../lib/decode/sniff-type.ts';
import { DocumentError } from '../../lib/document/errors.ts';

const EXTENSION = /\.(png|jpe?g|jpe|jfif|tiff?|pdf|x937)$/i;
/** As much of a file as the recognition of its type looks at. */
const HEAD_BYTES = 1_024;

/**
 * Whether a file in a folder is meant to be read: its name says so, or else its first bytes do. A file that is named
 * like a document and is none is worth an error later; a file that cannot be opened too.
 */
export async function looksLikeDocument(path: string): Promise<boolean> {
  // Asked before opening: a pipe would be waited for.
  if (!(await stat(path).catch(() => undefined))?.isFile()) return false;
  if (EXTENSION.test(path)) return true;
  try {
    sniffType(await readHead(path));
    return true;
  } catch (error) {
    return !(error instanceof DocumentError);
  }
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const head = new Uint8Array(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
