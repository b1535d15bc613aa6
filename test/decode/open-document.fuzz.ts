import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocumentError } from '../../lib/document/errors.ts';
import { decodeAll } from './decode-all.ts';
import {
  animatedPng,
  colourSharp,
  greySharp,
  group4Tiff,
  group4TiffWithPages,
  testPicture,
} from './make-documents.ts';
import { brokenPicturePdf, encryptedPdf, pdfOf, pdfWithFilledField } from './make-pdf.ts';
import { tiffOf } from './make-tiff.ts';

/** Bytes that are set, left out, or put in, at a place given as a fraction of the file. */
const mutation = fc.record({
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  how: fc.constantFrom('set', 'cut', 'insert', 'end'),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
});

function mutate(
  valid: Uint8Array,
  mutations: readonly { at: number; how: string; bytes: Uint8Array }[],
): Uint8Array {
  let bytes = Buffer.from(valid);
  for (const { at, how, bytes: change } of mutations) {
    const place = Math.floor(at * bytes.length);
    if (how === 'set')
      change.forEach((value, i) => {
        if (place + i < bytes.length) bytes[place + i] = value;
      });
    else if (how === 'cut')
      bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + change.length)]);
    else if (how === 'insert')
      bytes = Buffer.concat([bytes.subarray(0, place), change, bytes.subarray(place)]);
    else bytes = bytes.subarray(0, place);
  }
  return bytes;
}

/** Succeeds with pages that keep their promises, or fails with a DocumentError; anything else fails the test. */
async function expectPagesOrRefusal(bytes: Uint8Array): Promise<void> {
  try {
    for (const { image, dpi } of await decodeAll(bytes)) {
      expect(image.data).toHaveLength(image.width * image.height);
      expect(dpi).toBeGreaterThan(0);
    }
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
  }
}

const SEEDS: readonly [name: string, build: () => Uint8Array | Promise<Uint8Array>, runs: number][] = [
  ['PNG', async () => greySharp(testPicture()).png().toBuffer(), 300],
  ['animated PNG', animatedPng, 100],
  [
    'JPEG',
    async () => colourSharp(testPicture()).withMetadata({ orientation: 6, density: 200 }).jpeg().toBuffer(),
    300,
  ],
  ['progressive JPEG', async () => greySharp(testPicture()).jpeg({ progressive: true }).toBuffer(), 200],
  ['Group 4 TIFF', () => group4Tiff(), 300],
  ['TIFF of several pages', () => group4TiffWithPages(3), 300],
  ['bare TIFF', () => tiffOf([{ width: 16, height: 16, strip: new Uint8Array(256) }]), 300],
  [
    'PDF',
    () => pdfOf([{ width: 36, height: 36, content: '0 g 9 9 9 9 re f BT /F1 9 Tf 0 0 Td (1) Tj ET' }]),
    60,
  ],
  ['PDF form', pdfWithFilledField, 15],
  ['PDF with a broken picture', brokenPicturePdf, 15],
  ['encrypted PDF', encryptedPdf, 30],
];

describe('openDocument, whatever bytes it gets,', () => {
  it.each(SEEDS)('ends in pages or in a DocumentError: %s with changes', async (_name, build, numRuns) => {
    const valid = await build();
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) =>
        expectPagesOrRefusal(mutate(valid, mutations)),
      ),
      { numRuns },
    );
  });

  it.each(['', '\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'II*\0', 'MM\0+', '%PDF-1.7\n'])(
    'ends in a DocumentError: noise behind %j',
    async (magic) => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), (noise) =>
          expectPagesOrRefusal(Buffer.concat([Buffer.from(magic, 'latin1'), noise])),
        ),
        { numRuns: 100 },
      );
    },
  );
});
