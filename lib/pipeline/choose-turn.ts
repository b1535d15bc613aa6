import type { Classification, Classifier } from '../classify/classifier.ts';
import { CROP_SIZE, type CropBatch } from '../document/image.ts';
import { NOT_A_DIGIT } from '../document/model-identity.ts';
import type { QuarterTurn } from '../document/result.ts';
import type { TextAxis } from '../preprocess/estimate-axis.ts';
import { turnImage } from '../preprocess/turn.ts';
import type { TextLine } from '../segment/text-line.ts';

/** Glyphs looked at; a page that lies wrong shows it in the first few hundred. */
const SAMPLE = 256;
/** A turn must explain this many times as many digits, and this many more, before the page is turned. */
const MIN_ADVANTAGE = 1.5;
const MIN_DIGITS = 4;
/** Digits that look like digits upside down too (0, 1, 6, 8, 9) say nothing about which way is up. */
const TELLING_DIGITS = ['2', '3', '4', '5', '7'];
const SURE = 0.9;

/**
 * The clockwise turn, on top of the one the page was looked at with, that lets most glyphs be digits that look different
 * upside down. Whole components only; where the axis of the lines is known, only half turns are tried.
 */
export async function chooseTurn(
  lines: readonly TextLine[],
  crops: CropBatch,
  classification: Classification,
  classifier: Classifier,
  axis: TextAxis,
  signal?: AbortSignal,
): Promise<QuarterTurn> {
  const sample = sampleOf(lines);
  if (sample.length === 0) return 0;
  const turns: QuarterTurn[] = axis === 'unclear' ? [90, 180, 270] : [180];
  const pixels = CROP_SIZE * CROP_SIZE;
  const data = new Uint8Array(turns.length * sample.length * pixels);
  turns.forEach((turn, t) => {
    sample.forEach((index, i) => {
      const crop = crops.data.subarray(index * pixels, (index + 1) * pixels);
      const turned = turnImage({ width: CROP_SIZE, height: CROP_SIZE, data: crop }, turn);
      data.set(turned.data, (t * sample.length + i) * pixels);
    });
  });
  const answer = await classifier.classify({ count: turns.length * sample.length, data }, signal);
  const upright = countTelling(classification, sample);
  let best: QuarterTurn = 0;
  let most = Math.max(upright * MIN_ADVANTAGE, upright + MIN_DIGITS);
  turns.forEach((turn, t) => {
    const digits = countTelling(
      answer,
      sample.map((_, i) => t * sample.length + i),
    );
    if (digits > most) {
      best = turn;
      most = digits;
    }
  });
  return best;
}

/** Indexes of whole, full-size candidates, spread evenly over the page. */
function sampleOf(lines: readonly TextLine[]): number[] {
  const whole: number[] = [];
  let next = 0;
  for (const line of lines) {
    for (const candidate of line.candidates) {
      const tall = candidate.box.height > 0.6 * line.height && candidate.box.width < 1.2 * line.height;
      if (candidate.origin === 'whole' && tall) whole.push(next);
      next++;
    }
  }
  const step = Math.max(1, whole.length / SAMPLE);
  return Array.from({ length: Math.min(SAMPLE, whole.length) }, (_, i) => whole[Math.floor(i * step)]!);
}

function countTelling({ model, probabilities }: Classification, rows: readonly number[]): number {
  const width = model.classes.length;
  const telling = model.classes.flatMap((name, k) => (TELLING_DIGITS.includes(name) ? [k] : []));
  const other = model.classes.indexOf(NOT_A_DIGIT);
  let count = 0;
  for (const row of rows) {
    if (probabilities[row * width + other]! > 1 - SURE) continue;
    if (telling.some((k) => probabilities[row * width + k]! >= SURE)) count++;
  }
  return count;
}
