import { digitsOf } from '../../../lib/document/digits-of.ts';
import {
  type Box,
  centreX,
  centreY,
  overlapArea,
  overlapX,
  overlapY,
} from '../../../lib/document/geometry.ts';
import type { NumberKind, PageResult } from '../../../lib/document/result.ts';
import type { TruthItem } from './truth-items.ts';

/** A number as reported, with all but its digits dropped. */
export interface ReportedNumber {
  readonly digits: string;
  /** With the separators that were read. */
  readonly written: string;
  readonly box: Box;
  readonly confidence: number;
  /** From 0. */
  readonly page: number;
  /** Left out for what was read as a field. */
  readonly kind?: NumberKind;
}

export interface ItemMatch {
  readonly item: TruthItem;
  /** The reported numbers that are this item; empty when it was missed. */
  readonly numbers: readonly ReportedNumber[];
}

/** What goes on, or is gone on with, in the next word: brackets as in a telephone number. */
const ENDS = /[-/.,:)]$/u;
const BEGINS = /^[-/.,:(]/u;

/** Two boxes are at one place when they share this part of the smaller one. */
const SAME_PLACE = 0.5;
/** A number lies on at least this part of the length of each of its words. */
const OF_WORD = 1 / 3;

/** The numbers of a document in reading order, page by page. */
export function reportedNumbers(pages: readonly PageResult[]): readonly ReportedNumber[] {
  return pages.flatMap((page) =>
    inReadingOrder(
      page.numbers.map(({ text, written = text, box, confidence, kind }) => ({
        digits: digitsOf(text),
        written,
        box,
        confidence,
        kind,
        page: page.index,
      })),
    ),
  );
}

/**
 * Finds each item among `numbers`: as one number that is exactly its digits, else as one number for each group of
 * them, else as a part of a number that the truth has in several words. A number serves one item only, or all the words that
 * it is made of. Items with a place choose first, longer strings before shorter ones. Returns the matches in the order of
 * `items`.
 */
export function matchItems(
  items: readonly TruthItem[],
  numbers: readonly ReportedNumber[],
): readonly ItemMatch[] {
  const used = new Set<ReportedNumber>();
  const found = new Map<TruthItem, readonly ReportedNumber[]>();
  const order = [...items].sort(
    (a, b) => Number(b.regions.length > 0) - Number(a.regions.length > 0) || length(b) - length(a),
  );
  for (const item of order) {
    const candidates = atPlace(item, numbers).filter((number) => !used.has(number));
    const match = findWhole(item, candidates) ?? findGroups(item, candidates) ?? [];
    for (const number of match) used.add(number);
    found.set(item, match);
  }
  for (const number of numbers.filter((other) => !used.has(other))) {
    const missed = items.filter((item) => found.get(item)!.length === 0);
    for (const item of wordsOf(number, missed) ?? []) found.set(item, [number]);
  }
  return items.map((item) => ({ item, numbers: found.get(item) ?? [] }));
}

/** The numbers at the item's place; all of them when its place is not known. */
export function atPlace(item: TruthItem, numbers: readonly ReportedNumber[]): readonly ReportedNumber[] {
  if (item.regions.length === 0) return numbers;
  return numbers.filter(
    ({ box, page }) => page === item.page && item.regions.some((region) => samePlace(box, region)),
  );
}

export function samePlace(a: Box, b: Box): boolean {
  const smaller = Math.min(a.width * a.height, b.width * b.height);
  return smaller > 0 && overlapArea(a, b) >= SAME_PLACE * smaller;
}

/**
 * Boxes of words drawn by hand are loose, and hold brackets, signs and letters beside their digits: across, a number lies on a
 * good part of each of its words, down, on their middles; the other way round where it stands.
 */
function liesOn(number: Box, word: Box): boolean {
  const isStanding = number.height > number.width;
  const share = isStanding ? overlapY(number, word) / word.height : overlapX(number, word) / word.width;
  const off = isStanding ? centreX(word) - number.x : centreY(word) - number.y;
  return share >= OF_WORD && off >= 0 && off <= (isStanding ? number.width : number.height);
}

/** Rows from the top, in each row from the left. Boxes that share half of the lower one's height are in one row. */
export function inReadingOrder<T extends { readonly box: Box }>(things: readonly T[]): readonly T[] {
  const rows: T[][] = [];
  for (const thing of [...things].sort((a, b) => centreY(a.box) - centreY(b.box))) {
    const row = rows.at(-1);
    const before = row?.at(-1);
    if (row !== undefined && before !== undefined && inOneRow(before.box, thing.box)) row.push(thing);
    else rows.push([thing]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.box.x - b.box.x));
}

export function inOneRow(a: Box, b: Box): boolean {
  return overlapY(a, b) * 2 >= Math.min(a.height, b.height);
}

function findWhole({ groups }: TruthItem, candidates: readonly ReportedNumber[]) {
  const whole = groups.join('');
  const match = candidates.find(({ digits }) => digits === whole);
  return match && [match];
}

function findGroups({ groups }: TruthItem, candidates: readonly ReportedNumber[]) {
  const chosen: ReportedNumber[] = [];
  for (const group of groups) {
    const match = candidates.find((number) => number.digits === group && !chosen.includes(number));
    if (match === undefined) return undefined;
    chosen.push(match);
  }
  return chosen;
}

/**
 * The words of the truth that a number is made of: all that lie within it, if their digits are exactly its digits and a
 * separator stands, or was read, wherever one of them ends, as in `10/ 13/ 99` and `917- 663 -5979`.
 */
function wordsOf(number: ReportedNumber, items: readonly TruthItem[]): readonly TruthItem[] | undefined {
  const within = items.filter(({ regions, page }) =>
    regions.some((region) => page === number.page && liesOn(number.box, region)),
  );
  const placed = within.map((item) => ({ item, box: item.regions[0]! }));
  const isStanding = number.box.height > number.box.width;
  const words = (isStanding ? placed.toSorted((a, b) => a.box.y - b.box.y) : inReadingOrder(placed)).map(
    ({ item }) => item,
  );
  if (words.length < 2 || words.map(({ groups }) => groups.join('')).join('') !== number.digits)
    return undefined;
  const parts = number.written.match(/\d+/gu) ?? [];
  const readEnds = new Set(parts.map((_, i) => parts.slice(0, i + 1).join('').length));
  let length = 0;
  const isParted = words.slice(1).every(({ text }, i) => {
    length += words[i]!.groups.join('').length;
    return ENDS.test(words[i]!.text) || BEGINS.test(text) || readEnds.has(length);
  });
  return isParted ? words : undefined;
}

function length({ groups }: TruthItem): number {
  return groups.join('').length;
}
