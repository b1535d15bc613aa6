import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Preparation } from './prepare-picture.ts';

/** A program that reads lines, in a process of its own. */
export interface Reader {
  /** For `--reader`. */
  readonly id: string;
  /** As tables and charts name it. */
  readonly name: string;
  /** The program and what stands before the list of pictures, and after it. */
  readonly command: readonly [program: string, ...words: string[]];
  readonly flags: readonly string[];
  /** Absent where nothing has to be installed first. */
  readonly install?: { readonly path: string; readonly how: string };
  /**
   * How the pictures of a set are made ready for it, chosen on training lines (`--split train --preparations`); `other` for
   * any other set. Without this it gets the files as they are.
   */
  readonly preparations?: Readonly<Record<string, Preparation>> & { readonly other: Preparation };
}

const inPeers = (path: string) => fileURLToPath(new URL(`../peers/${path}`, import.meta.url));

const NODE: readonly [string, ...string[]] = [process.execPath, '--import', import.meta.resolve('tsx')];
const PACKAGES = { path: inPeers('node_modules/tesseract.js'), how: 'npm ci --prefix bench/peers' };
const PYTHON = inPeers('.venv/bin/python');
const RAPIDOCR = { path: PYTHON, how: 'bash scripts/install-rapidocr.sh' };

// Pictures of lines cut close are best left alone; those of register-rows show the cell round a small number, which only a
// detector finds.
const AS_IS: Preparation = { scale: 1, margin: 0, detect: false };
const TWICE: Preparation = { ...AS_IS, scale: 2 };
const FOUND: Preparation = { ...AS_IS, detect: true };
const FOUND_TWICE: Preparation = { scale: 2, margin: 0.25, detect: true };

export const DIGITLIFT: Reader = {
  id: 'digitlift',
  name: 'Digitlift',
  command: [...NODE, inPeers('digitlift.ts')],
  flags: [],
};

export const READERS: readonly Reader[] = [
  DIGITLIFT,
  {
    id: 'tesseract',
    name: 'tesseract.js',
    command: [...NODE, inPeers('tesseract.ts')],
    flags: [],
    install: PACKAGES,
    preparations: { 'register-rows': FOUND_TWICE, 'photo-strings': TWICE, other: AS_IS },
  },
  {
    id: 'paddle',
    name: 'PP-OCRv4 (npm)',
    command: [...NODE, inPeers('paddle.ts')],
    flags: [],
    install: PACKAGES,
    preparations: { 'register-rows': FOUND_TWICE, other: AS_IS },
  },
  {
    id: 'paddle-digits',
    name: 'PP-OCRv4, digits only',
    command: [...NODE, inPeers('paddle.ts')],
    flags: ['--digits'],
    install: PACKAGES,
    preparations: { 'register-rows': FOUND_TWICE, other: AS_IS },
  },
  {
    id: 'rapidocr',
    name: 'PP-OCRv6 (RapidOCR)',
    command: [PYTHON, inPeers('read_rapidocr.py')],
    flags: [],
    install: RAPIDOCR,
    preparations: { 'register-rows': FOUND, 'photo-strings': TWICE, other: AS_IS },
  },
  {
    id: 'rapidocr-digits',
    name: 'PP-OCRv6, digits only',
    command: [PYTHON, inPeers('read_rapidocr.py')],
    flags: ['--digits'],
    install: RAPIDOCR,
    preparations: { 'register-rows': FOUND, 'photo-strings': TWICE, other: AS_IS },
  },
];

/** What has to be typed before this reader can read; undefined when it can. */
export function missing({ install }: Reader): string | undefined {
  return install === undefined || existsSync(install.path) ? undefined : install.how;
}

export function preparationFor({ preparations }: Reader, set: string): Preparation | undefined {
  return preparations?.[set] ?? preparations?.other;
}
