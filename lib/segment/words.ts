import { median } from '../document/averages.ts';
import { type Box, centreX, gapX, unionBoxes } from '../document/geometry.ts';
import type { TextLine } from './text-line.ts';

/** Pieces of a line from `begin` up to, not with, `end`. */
export interface WordRange {
  readonly begin: number;
  readonly end: number;
}

/** Pieces of one component. */
interface Whole extends WordRange {
  readonly box: Box;
}

/** Glyphs nearer than this, in line heights, are of one word; a dot hides no gap beside it. */
const WORD_GAP = 0.4;
const GAP_GLYPHS = 3;
/** Of so many glyphs the usual gap tells how tightly they are set: a space is wider by this, in line heights, and no narrower than that. */
const TIGHT_GLYPHS = 8;
const WIDER = 0.2;
const LEAST_WORD_GAP = 0.25;
/** In line heights. */
const DIGIT_WIDTH = 0.5;
/** What is lower than this, in line heights, is a dot or a dash; in the lower half of the line a comma may be higher. */
const GLYPH_HEIGHT = 0.6;
const COMMA_HEIGHT = 0.75;
/**
 * Glyphs that step on evenly, by this share, for the most part, and by no less than so many line heights were typed, each in a
 * cell of its own, marks as well: a word ends where a cell is left free.
 */
const EVEN = 0.12;
const MOST = 0.7;
const LEAST_PITCH = 0.75;
const MOST_PITCH = 1.3;
const LEAST_STEPS = 3;

/** The words of a line, from left to right: pieces that no gap and no rule parts from each other. */
export function wordsOf(line: TextLine): WordRange[] {
  const wholes = wholesOf(line);
  const pitch = pitchOf(wholes, line);
  const gap = wordGapOf(wholes, line);
  const words: WordRange[] = [];
  wholes.forEach(({ begin, end }, at) => {
    const word = words.at(-1);
    if (word === undefined || isParted(line, wholes, at, gap, pitch)) words.push({ begin, end });
    else words[words.length - 1] = { begin: word.begin, end };
  });
  return words;
}

function wholesOf({ pieces }: TextLine): Whole[] {
  const wholes: Whole[] = [];
  pieces.forEach(({ label, box }, at) => {
    const before = wholes.at(-1);
    if (before === undefined || pieces[at - 1]!.label !== label) wholes.push({ begin: at, end: at + 1, box });
    else wholes[wholes.length - 1] = { ...before, end: at + 1, box: unionBoxes([before.box, box]) };
  });
  return wholes;
}

/** Whether a word ends before a glyph. */
function isParted(
  line: TextLine,
  wholes: readonly Whole[],
  at: number,
  gap: number,
  pitch: number | undefined,
): boolean {
  const { dividers, height } = line;
  const before = wholes.slice(Math.max(0, at - GAP_GLYPHS), at);
  const right = Math.max(...before.map(({ box }) => box.x + box.width));
  const { box } = wholes[at]!;
  const middles = dividers.map(centreX);
  if (middles.some((middle) => middle > right && middle < box.x)) return true;
  const padding = paddingOf(wholes[at - 1]!, line) + paddingOf(wholes[at]!, line);
  if (box.x - right <= Math.min(WORD_GAP * height, gap + padding)) return false;
  const last = before.findLastIndex((whole) => isGlyph(whole, line));
  if (pitch === undefined || last < 0) return true;
  const marks = Math.min(1, before.length - 1 - last);
  return centreX(wholes[at]!.box) - centreX(before[last]!.box) > (marks + 1.5) * pitch;
}

/** The white on either side of a 1, as digits are set as wide as each other. */
function paddingOf({ box }: Whole, { height }: TextLine): number {
  return Math.max(0, DIGIT_WIDTH * height - box.width) / 2;
}

/** How far glyphs of one word may be apart, in pixels, but for WORD_GAP: less where they are set so tightly that spaces are narrow. */
function wordGapOf(wholes: readonly Whole[], line: TextLine): number {
  const { height } = line;
  const glyphs = wholes.filter((whole) => isGlyph(whole, line));
  if (glyphs.length < TIGHT_GLYPHS) return WORD_GAP * height;
  const gaps = glyphs.slice(1).map(({ box }, i) => gapX(glyphs[i]!.box, box));
  return Math.max(LEAST_WORD_GAP * height, median(gaps) + WIDER * height);
}

/** How far typed glyphs are apart, from middle to middle, in pixels; undefined where they were not typed. */
function pitchOf(wholes: readonly Whole[], line: TextLine): number | undefined {
  const { height } = line;
  const steps = wholes.slice(1).flatMap((whole, i) => {
    const step = centreX(whole.box) - centreX(wholes[i]!.box);
    const isStep = isGlyph(whole, line) && isGlyph(wholes[i]!, line) && step < MOST_PITCH * height;
    return isStep ? [step] : [];
  });
  if (steps.length < LEAST_STEPS) return undefined;
  const usual = median(steps);
  const even = steps.filter((step) => Math.abs(step - usual) <= EVEN * usual);
  return usual >= LEAST_PITCH * height && even.length >= MOST * steps.length ? usual : undefined;
}

function isGlyph({ box }: Whole, { height, band }: TextLine): boolean {
  const isLow = box.y > (band.top + band.foot) / 2;
  return box.height >= (isLow ? COMMA_HEIGHT : GLYPH_HEIGHT) * height;
}
