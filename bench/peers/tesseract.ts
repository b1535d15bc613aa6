import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadPackage, nameAndVersion, packageFile } from './load-package.ts';
import { serveLines } from './serve-lines.ts';

interface Tesseract {
  readonly createWorker: (
    languages: string,
    engineMode: number,
    options: { readonly langPath: string; readonly cacheMethod: 'none' },
  ) => Promise<{
    setParameters(parameters: Readonly<Record<string, string>>): Promise<unknown>;
    recognize(picture: Buffer): Promise<{ readonly data: { readonly text: string } }>;
    terminate(): Promise<unknown>;
  }>;
}

const LSTM_ONLY = 1;
const SINGLE_LINE = '7';
const SPARSE_TEXT = '11';
/** The data that tesseract.js itself takes for its LSTM by default, here from a package, so that nothing is downloaded. */
const DATA = '@tesseract.js-data/eng';

/** Tesseract's LSTM for one line of digits; with `--detect` it looks for text in the picture. Decoding the PNG is inside its clock: under a millisecond. */
await serveLines(async () => {
  const { createWorker } = await loadPackage<Tesseract>('tesseract.js');
  const worker = await createWorker('eng', LSTM_ONLY, {
    langPath: fileURLToPath(packageFile(`${DATA}/4.0.0_best_int`)),
    cacheMethod: 'none',
  });
  await worker.setParameters({
    tessedit_char_whitelist: '0123456789',
    tessedit_pageseg_mode: process.argv.includes('--detect') ? SPARSE_TEXT : SINGLE_LINE,
  });
  return {
    version: `${await nameAndVersion('tesseract.js')}, ${await nameAndVersion(DATA)}`,
    threads: 1,
    load: (path) => readFile(path),
    read: async (picture) => (await worker.recognize(picture)).data.text,
    close: async () => {
      await worker.terminate();
    },
  };
});
