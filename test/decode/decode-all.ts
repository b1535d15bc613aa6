import { type DecodedPage, type OpenDocument, openDocument } from '../../lib/decode/open-document.ts';

/** Every page of `document`, held together as no product code may. */
export async function pagesOf(document: OpenDocument): Promise<DecodedPage[]> {
  const pages: DecodedPage[] = [];
  for await (const page of document.pages()) pages.push(page);
  return pages;
}

/** Opens `bytes` and decodes every page. */
export async function decodeAll(bytes: Uint8Array): Promise<DecodedPage[]> {
  return pagesOf(await openDocument(bytes));
}
