import { basename } from 'node:path';
import type { Split } from '../crop-set.ts';

/** Which part of a set of lines a file belongs to, by its name alone: the same for training, calibration and measuring. */
type Rule = (name: string) => Split;

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

const RULES: Readonly<Record<string, Rule>> = {
  'orand-car-a': orand,
  'register-rows': registers,
  'photo-strings': photos,
};

/** Sets of lines of which a part is trained on. */
export const SPLIT_LINE_SETS: readonly string[] = Object.keys(RULES);

/** The part that a file of `lines/<set>` belongs to; a set that nothing is trained on is all test. */
export function lineSplit(set: string, file: string): Split {
  return RULES[basename(set)]?.(basename(file)) ?? 'test';
}

function numberIn(name: string, pattern: RegExp): number {
  const digits = pattern.exec(name)?.[1];
  if (digits === undefined) throw new Error(`Expected a file name like ${pattern} but received ${name}`);
  return Number(digits);
}
