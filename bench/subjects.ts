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

/** A4 at 300 dpi. */
const A4 = { width: 2_480, height: 3_508 };

/** The first page of a PDF as a scanner would deliver it: drawn at 300 dpi, on white A4, stored as PNG. */
export async function formSubject(): Promise<Subject> {
  const { image, width, height } = await firstPage(await readSample('two-pages.pdf'));
  const sheet = { width: Math.min(width, A4.width), height: Math.min(height, A4.height) };
  const input = await sharp(image.data, { raw: { width, height, channels: 1 } })
    .extract({ left: 0, top: 0, ...sheet })
    .extractChannel(0)
    .raw()
    .toBuffer();
  const bytes = await sharp({ create: { ...A4, channels: 3, background: 'white' } })
    .composite([{ input, raw: { ...sheet, channels: 1 }, left: 0, top: 0 }])
    .toColourspace('b-w')
    .withMetadata({ density: 300 })
    .png()
    .toBuffer();
  return { name: 'A4 page', bytes, ...A4 };
}

async function firstPage(bytes: Uint8Array) {
  for await (const { image } of (await openDocument(bytes)).pages()) {
    return { image, width: image.width, height: image.height };
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
