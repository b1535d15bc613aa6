import { RequestError } from '../../lib/document/errors.ts';

/** What a line of a set is for: nothing is trained on `test`, nothing chosen by it. */
export type LinePart = 'train' | 'validation' | 'test';

/** What to take of a set of lines. */
export type LineSplit = LinePart | 'all';

/** What a line's part is told by. */
export interface SplitLine {
  /** Its name or path. */
  readonly file: string;
  readonly text: string;
}

/** Which part of a set of lines a file belongs to, by its name: the same for training, calibration and measuring. */
type Rule = (name: string) => LinePart;

/** ORAND's files are numbered as they were scanned, so a block of twenty is mostly of few writers and one bank. */
const orand: Rule = (name) => {
  const block = Math.floor(numberIn(name, /(\d+)\.\w+$/u) / 20);
  if (block % 4 === 1) return 'test';
  return block % 10 === 8 ? 'validation' : 'train';
};

/** All rows of one page of a register go together: one hand wrote them. */
const registers: Rule = (name) => {
  const page = numberIn(name, /_K\d+_(\d+)/u) % 10;
  if (page < 3) return 'test';
  return page === 3 ? 'validation' : 'train';
};

/** By the sum of the string's digits, which is its name; one or two people wrote them all. */
const photos: Rule = (name) => {
  const sum = [...String(numberIn(name, /^(\d+)/u))].reduce((total, digit) => total + Number(digit), 0) % 10;
  if (sum < 4) return 'test';
  return sum < 6 ? 'validation' : 'train';
};

/**
 * By the text, as one cheque is in the set cut several ways: lines whose longest number (the amount aside, which is on many)
 * is the same go together, so that no bank or account of the test part is seen in training.
 */
function micrPart(text: string): LinePart {
  const line = text.replaceAll(/\s/gu, '');
  const numbers = line.replace(/B\d*B?$/u, '').match(/\d{6,}/gu) ?? [];
  const longest = numbers.reduce((most, other) => (other.length > most.length ? other : most), '');
  const bucket = hashOf(longest === '' ? line : longest) % 10;
  if (bucket < 3) return 'test';
  return bucket === 3 ? 'validation' : 'train';
}

/** FNV-1a over the characters, mixed once more as it is taken by a small number. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return (hash ^ (hash >>> 13)) >>> 0;
}

const RULES: Readonly<Record<string, Rule>> = {
  'orand-car-a': orand,
  'register-rows': registers,
  'photo-strings': photos,
};

/** Sets of lines of digits of which a part is trained on. */
export const SPLIT_LINE_SETS: readonly string[] = Object.keys(RULES);

/** Sets of MICR lines of which a part is trained on. */
export const SPLIT_MICR_SETS: readonly string[] = ['micr-e13b', 'micr-e13b-generated', 'micr-cmc7-generated'];

/**
 * The part that a file of the set `set` (its name or path) belongs to; a set that nothing is trained on is all test.
 * Throws RequestError `bad-request` for a file that a split set should not hold.
 */
export function lineSplit(set: string, { file, text }: SplitLine): LinePart {
  if (SPLIT_MICR_SETS.includes(baseOf(set))) return micrPart(text);
  return RULES[baseOf(set)]?.(baseOf(file)) ?? 'test';
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function numberIn(name: string, pattern: RegExp): number {
  const digits = pattern.exec(name)?.[1];
  if (digits !== undefined) return Number(digits);
  throw new RequestError('bad-request', `Expected a file name like ${pattern} but received ${name}`);
}
