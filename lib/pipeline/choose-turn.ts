import type { Classification, Classifier } from '../classify/classifier.ts';
import { CROP_SIZE } from '../document/image.ts';
import { NOT_A_DIGIT } from '../document/model-identity.ts';
import type { QuarterTurn } from '../document/result.ts';
import type { TextAxis } from '../preprocess/estimate-axis.ts';
import { turnImage } from '../preprocess/turn.ts';
import { countAscenders } from '../segment/count-ascenders.ts';
import type { GlyphCandidate, TextLine } from '../segment/text-line.ts';
import { cropBatch } from './batches.ts';
import { type MicrLook, type MicrPage, readMicr, turnedByQuarter } from './read-micr.ts';

/** Glyphs looked at; a page that lies wrong shows it in the first few hundred. */
const SAMPLE = 400;
/** A letter may pass for a digit, upright or not, but so many in a row seldom do. */
const RUN = 3;
/** Digits that look like another one upside down (0, 1, 6, 8, 9) or like a letter (7, L) say nothing about which way is up. */
const TELLING_DIGITS = ['2', '3', '4', '5'];
const SURE = 0.8;
/** How far the evidence has to go, in standard deviations of a coin's tosses, before a page is turned. */
const CONVINCING = 2.5;
/** Digits speak for a turn only if it reads so many times as many: turned capitals pass for digits as well. */
const CLEAR_MAJORITY = 3;
/** ... and only if they are this share of the glyphs looked at: on a page of capitals alone so few pass. */
const LEAST_SHARE = 0.15;

/** What the first look at a page found. */
export interface FirstLook {
  readonly axis: TextAxis;
  readonly lines: readonly TextLine[];
  /** A candidate of a line as the glyph network sees it. */
  readonly cropOf: (line: TextLine, candidate: GlyphCandidate) => Uint8Array;
}

/**
 * The clockwise turn that sets the page upright, on top of the one it was looked at with: by the letters that stand out of
 * their lines and by the digits that are digits one way up only. Where the axis of the lines is clear only a half turn is
 * tried; without convincing evidence the page stays as it is.
 */
export async function chooseTurn(
  look: FirstLook,
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<QuarterTurn> {
  const rows = sampleOf(look);
  const sample = rows.flat();
  if (sample.length === 0) return 0;
  const turns: QuarterTurn[] = look.axis === 'unclear' ? [90, 180, 270] : [180];
  const turned = turns.flatMap((turn) => sample.map((crop) => turnedCrop(crop, turn)));
  const answer = await classifier.classify(cropBatch([...sample, ...turned]), signal);
  let next = 0;
  const telling = () =>
    countTelling(
      answer,
      rows.map((row) => row.map(() => next++)),
    );
  const upright = telling();
  const { ascenders, descenders } = countAscenders(look.lines);
  let best: QuarterTurn = 0;
  let strongest = CONVINCING;
  for (const turn of turns) {
    const digits = telling();
    const text = turn === 180 ? advantage(descenders, ascenders) : 0;
    const isMany = digits >= CLEAR_MAJORITY * upright && digits >= LEAST_SHARE * sample.length;
    const clear = digits <= upright || isMany;
    const evidence = text + (clear ? advantage(digits, upright) : 0);
    if (evidence <= strongest) continue;
    best = turn;
    strongest = evidence;
  }
  return best;
}

/**
 * The clockwise turn that sets a page with MICR lines upright, on top of the one it was looked at with; undefined for a page
 * on which none are found. Sideways they are looked for only where the axis of the lines is unclear.
 */
export async function micrTurn(
  look: { readonly axis: TextAxis; readonly prepared: MicrPage; readonly micr: MicrLook },
  classifier: Classifier,
  signal?: AbortSignal,
): Promise<QuarterTurn | undefined> {
  if (look.micr.lines.length > 0) return 0;
  if (look.micr.upsideDown) return 180;
  if (look.axis !== 'unclear') return undefined;
  const sideways = await readMicr(turnedByQuarter(look.prepared), classifier, signal);
  if (sideways.lines.length > 0) return 90;
  return sideways.upsideDown ? 270 : undefined;
}

/** How surely `a` is more than `b`: the difference over the standard deviation that chance would give it. */
function advantage(a: number, b: number): number {
  return (a - b) / Math.sqrt(a + b + 1);
}

/** Crops of whole, full-size candidates of some lines, evenly chosen, line by line. */
function sampleOf({ lines, cropOf }: FirstLook): Uint8Array[][] {
  const rows = lines
    .map((line) => {
      const isFull = ({ box }: GlyphCandidate) =>
        box.height > 0.6 * line.height && box.width < 1.2 * line.height;
      const full = line.candidates.filter((candidate) => candidate.origin === 'whole' && isFull(candidate));
      return { line, full };
    })
    .filter(({ full }) => full.length >= RUN)
    .map(({ line, full }) => ({ line, full: full.slice(0, SAMPLE) }));
  const total = rows.reduce((sum, { full }) => sum + full.length, 0);
  const every = Math.ceil(total / SAMPLE);
  return rows
    .filter((_, i) => i % every === 0)
    .map(({ line, full }) => full.map((candidate) => cropOf(line, candidate)));
}

function turnedCrop(data: Uint8Array, turn: QuarterTurn): Uint8Array {
  return turnImage({ width: CROP_SIZE, height: CROP_SIZE, data }, turn).data;
}

/** Counts the telling digits that stand in a run of digits; `rows` are indexes into the answer, line by line. */
function countTelling(
  { model, probabilities }: Classification,
  rows: readonly (readonly number[])[],
): number {
  const { classes } = model;
  const bestOf = (index: number) => {
    const scores = probabilities.subarray(index * classes.length, (index + 1) * classes.length);
    const best = scores.reduce((most, score, k) => (score > scores[most]! ? k : most), 0);
    return scores[best]! >= SURE ? classes[best]! : NOT_A_DIGIT;
  };
  let count = 0;
  for (const row of rows) {
    let run: string[] = [];
    for (const name of [...row.map(bestOf), NOT_A_DIGIT]) {
      if (name !== NOT_A_DIGIT) {
        run.push(name);
        continue;
      }
      if (run.length >= RUN) count += run.filter((digit) => TELLING_DIGITS.includes(digit)).length;
      run = [];
    }
  }
  return count;
}
