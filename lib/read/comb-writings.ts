import { NOT_A_DIGIT } from '../document/model-identity.ts';
import { DIGITS, digitFrames, type FrameScores, likelyTexts, textLog } from './frames.ts';
import type { ReadingWeights, WeighedText } from './weigh-readings.ts';

/**
 * One digit a cell leaves the glyph network nothing to cut or to join: it has more say than in a line. Chosen by reasoning,
 * see docs/accuracy.md.
 */
export const COMB_WEIGHTS: ReadingWeights = { frames: 0.4, lattice: 0.6 };
/** No cell's digit counts as less likely, and no text of the line network's. */
const LEAST_DIGIT = 1e-3;
const LEAST_TEXT_LOG = -12;
/** So many texts of the cells are weighed, and of the line network's. */
const CELL_TEXTS = 24;
const LINE_TEXTS = 8;

/**
 * The ways to read the digits of a comb, the likeliest first; none where no cell holds a digit. As many cells as have ink, as
 * many digits: texts of another length are not weighed. `cells` are the glyph
 * network's probabilities of each cell that does, `look` what the line network says of them side by side, if it was asked.
 */
export function combWritings(
  cells: readonly ArrayLike<number>[],
  classes: readonly string[],
  look: FrameScores | undefined,
  weights: ReadingWeights = COMB_WEIGHTS,
): WeighedText[] {
  if (cells.length === 0) return [];
  const logs = cells.map((probabilities) =>
    digitShares(probabilities, classes).map((share) => Math.log(Math.max(LEAST_DIGIT, share))),
  );
  const cellsLog = (text: string) => logs.reduce((sum, own, i) => sum + own[Number(text[i])]!, 0);
  const texts = new Set(likeliestOfCells(logs));
  const frames = look && digitFrames(look);
  if (frames) {
    for (const { text } of likelyTexts(frames, LINE_TEXTS)) if (text.length === cells.length) texts.add(text);
  }
  const weigh = (text: string) =>
    frames
      ? weights.lattice * cellsLog(text) + weights.frames * Math.max(LEAST_TEXT_LOG, textLog(frames, text))
      : cellsLog(text);
  const weighed = [...texts].map((text) => ({ text, weight: Math.exp(weigh(text)) }));
  const sum = weighed.reduce((total, { weight }) => total + weight, 0);
  // What no network lists: the share that the cells' own listed texts leave open.
  const open = Math.max(0, 1 - [...texts].reduce((total, text) => total + Math.exp(cellsLog(text)), 0));
  const total = sum / Math.max(1 - open, 1e-3);
  return weighed
    .sort((a, b) => b.weight - a.weight)
    .map(({ text, weight }) => ({ text, confidence: weight / total }));
}

/**
 * How likely each digit is in a cell that holds one. As far as the glyph network takes it for none, it does not know which:
 * the cell's neighbours and the line network may.
 */
function digitShares(probabilities: ArrayLike<number>, classes: readonly string[]): number[] {
  const unknown = (probabilities[classes.indexOf(NOT_A_DIGIT)] ?? 0) / DIGITS.length;
  return [...DIGITS].map((digit) => (probabilities[classes.indexOf(digit)] ?? 0) + unknown);
}

/** The likeliest texts of cells that are read one by one. */
function likeliestOfCells(logs: readonly (readonly number[])[]): string[] {
  let beam = [{ text: '', log: 0 }];
  for (const own of logs) {
    beam = beam
      .flatMap(({ text, log }) =>
        own.map((digitLog, digit) => ({ text: `${text}${digit}`, log: log + digitLog })),
      )
      .sort((a, b) => b.log - a.log)
      .slice(0, CELL_TEXTS);
  }
  return beam.map(({ text }) => text);
}
