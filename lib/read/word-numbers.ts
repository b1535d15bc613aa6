import { STRIP_FRAME } from '../document/image.ts';
import type { FoundNumber } from './find-numbers.ts';
import { DIGITS, OTHER_SIGN, placeText, SEPARATORS, signFrames } from './frames.ts';
import { type PieceRange, type ReadLine, type SecondLook, settleNumber } from './settle-number.ts';
import type { ReadingWeights } from './weigh-readings.ts';
import { likelyWritings } from './written-text.ts';

/** Digits with separators between them. */
const RUN = /\d(?:[.,/-]*\d)*/gu;

/**
 * The numbers of a word: what the line network reads as digits in it, and what the lattice does where that sees none, each
 * weighed by both.
 */
export function numbersInWord(
  read: ReadLine & { readonly numbers: readonly FoundNumber[] },
  word: PieceRange,
  look: SecondLook,
  weights: ReadingWeights,
): FoundNumber[] {
  const count = look.probabilities.length / look.classes.length;
  const [writing] = likelyWritings(look, 1);
  const text = writing!.text;
  const places = placeText(signFrames(look, DIGITS + SEPARATORS + OTHER_SIGN), text) ?? [];
  const border = (at: number) =>
    at <= 0 ? 0 : at >= text.length ? count : Math.ceil((places[at - 1]!.to + places[at]!.from) / 2);
  const taken = new Set<number>();
  const found: FoundNumber[] = [];
  const settle = (range: PieceRange, from: number, to: number) => {
    const number = settleNumber(read, range, sliceOf(look, from, to), weights);
    if (number === undefined) return;
    for (let piece = range.begin; piece < range.end; piece++) taken.add(piece);
    found.push(number);
  };
  if (places.length === text.length)
    for (const { 0: run, index } of text.matchAll(RUN)) {
      const from = border(index);
      const to = border(index + run.length);
      const range = piecesBetween(read, word, xOf(look, from), xOf(look, to));
      if (range) settle(range, from, to);
    }
  for (const number of read.numbers) {
    const begin = Math.max(number.begin, word.begin);
    const end = Math.min(number.end, word.end);
    if (begin >= end || [...taken].some((piece) => piece >= begin && piece < end)) continue;
    const { pieces } = read.line;
    const left = Math.min(...pieces.slice(begin, end).map(({ box }) => box.x));
    const right = Math.max(...pieces.slice(begin, end).map(({ box }) => box.x + box.width));
    const from = Math.max(0, Math.floor(frameAt(look, left)) - 1);
    const to = Math.min(count, Math.ceil(frameAt(look, right)) + 1);
    if (to > from) settle({ begin, end }, begin === word.begin ? 0 : from, end === word.end ? count : to);
  }
  return found.sort((a, b) => a.begin - b.begin);
}

/** The frames from one up to, not with, another. */
function sliceOf({ strip, classes, probabilities }: SecondLook, from: number, to: number): SecondLook {
  const width = classes.length;
  return {
    classes,
    probabilities: probabilities.slice(from * width, to * width),
    strip: {
      width: (to - from) * STRIP_FRAME,
      data: strip.data,
      toPage: (column, row) => strip.toPage(column + from * STRIP_FRAME, row),
    },
  };
}

function xOf({ strip }: SecondLook, frame: number): number {
  return strip.toPage(frame * STRIP_FRAME, 0).x;
}

function frameAt({ strip }: SecondLook, x: number): number {
  const left = strip.toPage(0, 0).x;
  return ((x - left) * strip.width) / (strip.toPage(strip.width, 0).x - left) / STRIP_FRAME;
}

/** The word's pieces whose middles lie between. */
function piecesBetween(
  { line }: ReadLine,
  word: PieceRange,
  left: number,
  right: number,
): PieceRange | undefined {
  let begin = -1;
  let end = -1;
  for (let at = word.begin; at < word.end; at++) {
    const { x, width } = line.pieces[at]!.box;
    const middle = x + width / 2;
    if (middle < left || middle >= right) continue;
    if (begin < 0) begin = at;
    end = at + 1;
  }
  return begin < 0 ? undefined : { begin, end };
}
