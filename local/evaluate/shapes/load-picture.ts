import { readFile } from 'node:fs/promises';
import { openDocument } from '../../../lib/decode/open-document.ts';
import { DigitliftError, RequestError } from '../../../lib/document/errors.ts';
import type { GreyImage } from '../../../lib/document/image.ts';

/** Decodes the first page of a file just as a document is. Throws RequestError naming the file. */
export async function loadPicture(path: string): Promise<GreyImage> {
  const document = await openDocument(await readBytes(path)).catch((error: unknown) => {
    if (error instanceof DigitliftError)
      throw new RequestError('bad-request', `${path}: ${error.message}`, error);
    throw error;
  });
  for await (const page of document.pages()) return page.image;
  throw new RequestError('bad-request', `${path}: expected a picture but it has no pages`);
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new RequestError(
      'not-found',
      `${path}: expected a picture that the labels name but cannot read it`,
      cause,
    );
  }
}
