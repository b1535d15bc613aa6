import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { openDocument } from '../lib/decode/open-document.ts';
import { RequestError } from '../lib/document/errors.ts';

/** A document to measure on. */
export interface Subject {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A cheque at 300 dpi as a colour JPEG. */
export async function chequeSubject(): Promise<Subject> {
  const bytes = await readSample('india-cheque.jpg');
  return { name: 'cheque', bytes, ...(await firstPage(bytes)) };
}

/** The first page of a PDF, drawn at 300 dpi and stored as PNG: a scanned A4 page without the PDF around it. */
export async function formSubject(): Promise<Subject> {
  const { image, dpi, width, height } = await firstPage(await readSample('two-pages.pdf'));
  const bytes = await sharp(image.data, { raw: { width, height, channels: 1 } })
    .withMetadata({ density: dpi })
    .png()
    .toBuffer();
  return { name: 'A4 page', bytes, width, height };
}

async function firstPage(bytes: Uint8Array) {
  for await (const { image, dpi } of (await openDocument(bytes)).pages()) {
    return { image, dpi, width: image.width, height: image.height };
  }
  throw new RequestError(
    'bad-request',
    'Expected a sample with at least one page; draw it again: npm run samples',
  );
}

async function readSample(name: string): Promise<Uint8Array> {
  const path = fileURLToPath(new URL(`../samples/documents/${name}`, import.meta.url));
  try {
    return await readFile(path);
  } catch (cause) {
    throw new RequestError('not-found', `Expected the sample ${path}; draw it with npm run samples`, cause);
  }
}
