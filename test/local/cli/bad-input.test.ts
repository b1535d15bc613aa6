import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalClassifier } from '../../../lib/classify/local-classifier.ts';
import { MAX_DOCUMENT_BYTES } from '../../../lib/document/bounds.ts';
import type { PermanentErrorCode } from '../../../lib/document/errors.ts';
import { resultSchema } from '../../../lib/document/result.ts';
import { extractDocument } from '../../../lib/pipeline/extract-document.ts';
import { textPath } from '../../../lib/pipeline/overlay-text.ts';
import { openClassifier } from '../../../local/cli/open-classifier.ts';
import { parseArguments } from '../../../local/cli/parse-arguments.ts';
import * as make from '../../decode/make-documents.ts';
import * as pdf from '../../decode/make-pdf.ts';
import { tiffBomb } from '../../decode/make-tiff.ts';
import { call } from './call.ts';
import { temporaryFolder } from './temporary-folder.ts';

type Case = readonly [
  name: string,
  code: PermanentErrorCode,
  build: () => Uint8Array | string | Promise<Uint8Array>,
];

/** What a batch must survive; each is named as it would lie in a folder. */
const CASES: readonly Case[] = [
  ['empty.png', 'empty-file', make.emptyFile],
  ['text.png', 'unsupported-type', make.textRenamed],
  ['truncated.jpg', 'corrupt', make.truncatedJpeg],
  ['bomb.tif', 'too-many-pixels', tiffBomb],
  ['huge-page.pdf', 'too-many-pixels', pdf.hugePagePdf],
  ['encrypted.pdf', 'encrypted', pdf.encryptedPdf],
  ['51-pages.pdf', 'too-many-pages', () => pdf.pdfWithPages(51)],
  ['51-pages.tif', 'too-many-pages', () => make.group4TiffWithPages(51)],
  ['no-pages.pdf', 'no-pages', () => pdf.pdfWithPages(0)],
  ['0x0.png', 'corrupt', make.zeroSizePng],
  ['1x1.png', 'too-few-pixels', make.onePixelPng],
  ['animated.png', 'unsupported-type', make.animatedPng],
  ['animated.gif', 'unsupported-type', make.animatedGif],
  ['drawing.svg', 'unsupported-type', make.svg],
  ['large.tif', 'too-many-bytes', () => new Uint8Array(MAX_DOCUMENT_BYTES + 1)],
];

let classifier: LocalClassifier;
let good: Buffer;

beforeAll(async () => {
  const parsed = parseArguments(['--engine', 'wasm'], '');
  if (parsed.kind !== 'read') throw new Error(parsed.text);
  classifier = await openClassifier(parsed.settings);
  good = await penDigits('31415');
});

afterAll(() => classifier.dispose());

/** The real reading; the classifier is kept over the tests, where the command would free it after its only run. */
const real = {
  extract: extractDocument,
  openClassifier: async () => ({ ...classifier, dispose() {} }),
};

/** The command with the real reading, on a `good.png` and on `input` in one folder. */
async function readBoth(name: string, input: Uint8Array | string) {
  const cwd = await temporaryFolder({ [name]: input, 'good.png': good });
  // Kept over the tests: the command would free it after its only run.
  const openClassifier = async () => ({ ...classifier, dispose() {} });
  const done = await call([name, 'good.png'], {
    cwd,
    dependencies: { extract: extractDocument, openClassifier },
  });
  const resultOf = async (key: string) =>
    resultSchema.parse(JSON.parse(await readFile(join(cwd, `out/${key}.json`), 'utf8')));
  return { ...done, resultOf, written: (await readdir(join(cwd, 'out'))).sort() };
}

describe('a batch with one bad document', () => {
  it.each(CASES)('names what is wrong with %s: %s, and reads the other', async (name, code, build) => {
    const both = await readBoth(name, await build());
    expect(both.code).toBe(1);
    expect(both.stdout).toContain(`${name}  rejected  ${code}: `);
    expect(both.stderr).toBe('1/2\n2/2\n');
    expect(await both.resultOf(name)).toMatchObject({
      status: 'rejected',
      reasons: [{ code }],
      pages: [],
    });
    const page = (await both.resultOf('good.png')).pages[0];
    expect(page?.numbers.map(({ text }) => text.length)).toContain(5);
    expect(both.written).toEqual([`${name}.json`, 'good.png.json', 'good.png.overlay.png'].sort());
  });

  it('names an input that does not exist, reads the other and ends with 2', async () => {
    const cwd = await temporaryFolder({ 'good.png': good });
    const { code, stderr, stdout } = await call(['nowhere/', 'good.png'], { cwd, dependencies: real });
    expect(code).toBe(2);
    expect(stderr).toBe('nowhere/  failed  not-found: There is no such file or folder; check its name\n');
    expect(stdout).toMatch(/^good\.png {2}(accepted|review) {2}png/);
  });
});

/** A white page with digits as if by a felt pen. */
async function penDigits(text: string): Promise<Buffer> {
  const path = textPath(text, { x: 150, y: 160, height: 60 });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300"><rect width="100%" height="100%" fill="#fff"/><path fill="none" stroke="#000" stroke-width="6" stroke-linecap="round" d="${path}"/></svg>`;
  return sharp(Buffer.from(svg)).greyscale().withMetadata({ density: 200 }).png().toBuffer();
}
