import { lowerMedian } from '../document/averages.ts';
import { type Box, overlapArea, unionBoxes } from '../document/geometry.ts';
import { STRIP_FRAME } from '../document/image.ts';
import type { GlyphReading, MicrLine, NumberReading } from '../document/result.ts';
import { roundProbability } from '../document/round-probability.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { type CalibrationTable, calibrate, UNCALIBRATED } from '../read/calibration.ts';
import type { FrameScores } from '../read/frames.ts';
import type { MicrSpacing } from '../read/micr-spacing.ts';
import { glimpse, type MicrGlyph, type MicrReading } from '../read/micr-text.ts';
import { GLYPH_BOTTOM, GLYPH_TOP, type LineStrip } from '../segment/line-strip.ts';

/** A row in which magnetic ink characters were read. */
export interface ReadRow {
  readonly strip: LineStrip;
  readonly scores: FrameScores;
  readonly reading: MicrReading;
  readonly spacing: MicrSpacing;
  /** Of its full-size characters, in prepared-page pixels. */
  readonly height: number;
}

/** The columns of a strip that a character takes, in places. */
const GLYPH_WIDTH = 0.8;
/** A place between two characters that has this share of a character's ink is not empty. */
const INKED = 0.6;
/** A character is looked for so far to both sides of the middle of its place, in places. */
const GLIMPSED = 0.4;
/** Digits so many places apart have an empty place between them. */
const EMPTY_PLACE = 1.6;

/** The middle of a character, in frames. */
export function centreOf({ from, to }: MicrGlyph): number {
  return (from + to + 1) / 2;
}

/** A MICR line, and the numbers in it: its digits between symbols and empty places. */
export interface DescribedMicr {
  readonly line: MicrLine;
  /** The line's confidence before calibration and rounding. */
  readonly rawConfidence: number;
  readonly numbers: readonly NumberReading[];
}

/** An amount stands between two symbols; a line in which one has no other is cut, or one was not seen. */
const UNPAIRED = 0.9;

/** Says a MICR line in the words of the result: source-page pixels, rounded probabilities, `?` where ink was not read. */
export function describeMicr(
  row: ReadRow,
  page: Pick<PreparedPage, 'toSource'>,
  calibration: CalibrationTable = UNCALIBRATED,
): DescribedMicr {
  const placed = withUnread(row);
  const glyphs = placed.map(
    ({ text, probability, alternatives, centre }): GlyphReading => ({
      text,
      box: page.toSource(boxAt(centre, row)),
      probability: roundProbability(probability),
      alternatives: alternatives.map((other) => ({
        text: other.text,
        probability: roundProbability(other.probability),
      })),
    }),
  );
  const glimpsed = placed
    .filter(({ isGlimpsed }) => isGlimpsed)
    .reduce((product, { probability }) => product * probability, 1);
  const text = glyphs.map((glyph) => glyph.text).join('');
  const pairs = text.split(E13B_AMOUNT).length % 2 === 1 ? 1 : UNPAIRED;
  const rawConfidence = row.reading.probability * row.spacing.even * glimpsed * pairs;
  // A line with a character that nobody read is never right, however sure the rest is.
  const confidence = text.includes(UNREAD) ? 0 : calibrate(calibration.micr ?? UNCALIBRATED, rawConfidence);
  return {
    line: {
      script: row.reading.script,
      text,
      box: unionBoxes(glyphs.map(({ box }) => box)),
      confidence: roundProbability(confidence),
      glyphs,
    },
    rawConfidence,
    numbers: digitRuns(placed, row.spacing).map((run) => numberOf(run.map((at) => glyphs[at]!))),
  };
}

/** Indexes of digits side by side. */
function digitRuns(placed: readonly PlacedGlyph[], { pitch }: MicrSpacing): number[][] {
  const runs: number[][] = [];
  placed.forEach(({ text, centre }, i) => {
    if (!/\d/u.test(text)) return;
    const run = runs.at(-1);
    const before = run?.at(-1);
    const isNext = before === i - 1 && centre - placed[before]!.centre < EMPTY_PLACE * pitch;
    if (run !== undefined && isNext) run.push(i);
    else runs.push([i]);
  });
  return runs;
}

function numberOf(glyphs: readonly GlyphReading[]): NumberReading {
  return {
    text: glyphs.map(({ text }) => text).join(''),
    box: unionBoxes(glyphs.map(({ box }) => box)),
    confidence: roundProbability(glyphs.reduce((product, { probability }) => product * probability, 1)),
    kind: 'micr',
    glyphs,
  };
}

const UNREAD = '?';
const E13B_AMOUNT = 'B';

type PlacedGlyph = Pick<MicrGlyph, 'text' | 'probability' | 'alternatives'> & {
  readonly centre: number;
  /** Its ink is sure, and the character less so. */
  readonly isGlimpsed: boolean;
};

/** Places with ink of which nothing was seen. */
export function countUnread(row: ReadRow): number {
  return withUnread(row).filter(({ text }) => text === UNREAD).length;
}

/** The characters with those between and beside them of which only the ink is sure. */
function withUnread(row: ReadRow): PlacedGlyph[] {
  const { reading, spacing } = row;
  const centres = reading.glyphs.map(centreOf);
  const usual = lowerMedian(centres.map((centre) => inkAt(centre, row)));
  const inked = (centre: number) => inkAt(centre, row) >= INKED * usual;
  const beside = (centre: number) =>
    inked(centre) ? [seenAt(centre, row)].filter(({ text }) => text !== UNREAD) : [];
  const glyphs = reading.glyphs.flatMap((glyph, i): PlacedGlyph[] => {
    const own = { ...glyph, centre: centres[i]!, isGlimpsed: false };
    if (i === 0) return [own];
    const places = spacing.places[i - 1]!;
    const step = (centres[i]! - centres[i - 1]!) / places;
    const between = Array.from({ length: places - 1 }, (_, k) => centres[i - 1]! + (k + 1) * step);
    return [...between.filter(inked).map((centre) => seenAt(centre, row)), own];
  });
  return [...beside(centres[0]! - spacing.pitch), ...glyphs, ...beside(centres.at(-1)! + spacing.pitch)];
}

/** The character of an inked place that was taken for empty. */
function seenAt(centre: number, { reading, spacing, scores, strip }: ReadRow): PlacedGlyph {
  const half = spacing.pitch * GLIMPSED;
  const seen = glimpse(scores, {
    script: reading.script,
    from: Math.max(0, Math.round(centre - half)),
    to: Math.min(strip.width / STRIP_FRAME - 1, Math.round(centre + half)),
  });
  return { ...(seen ?? { text: UNREAD, probability: 0, alternatives: [] }), centre, isGlimpsed: true };
}

/** The mean ink of a place, 0 to 255. */
function inkAt(centre: number, { strip, spacing }: ReadRow): number {
  const half = (spacing.pitch * STRIP_FRAME * GLYPH_WIDTH) / 2;
  const from = Math.max(0, Math.round(centre * STRIP_FRAME - half));
  const to = Math.min(strip.width, Math.round(centre * STRIP_FRAME + half));
  let sum = 0;
  for (let y = GLYPH_TOP; y < GLYPH_BOTTOM; y++) {
    for (let x = from; x < to; x++) sum += strip.data[y * strip.width + x]!;
  }
  return sum / Math.max(1, (to - from) * (GLYPH_BOTTOM - GLYPH_TOP));
}

/** In prepared-page pixels. */
function boxAt(centre: number, { strip, spacing }: ReadRow): Box {
  const half = (spacing.pitch * STRIP_FRAME * GLYPH_WIDTH) / 2;
  const middle = centre * STRIP_FRAME;
  const top = strip.toPage(middle - half, GLYPH_TOP);
  const foot = strip.toPage(middle + half, GLYPH_BOTTOM);
  const x = Math.max(0, Math.round(top.x));
  const y = Math.max(0, Math.round(top.y));
  return { x, y, width: Math.max(1, Math.round(foot.x) - x), height: Math.max(1, Math.round(foot.y) - y) };
}

/** A number of the page is a MICR line's if so much of one of its glyphs is a character of that. */
const SAME_INK = 0.4;

/** The numbers of a page with those of its MICR lines in place of what else was read of their ink. */
export function withMicrNumbers(
  numbers: readonly NumberReading[],
  lines: readonly DescribedMicr[],
): NumberReading[] {
  const characters = lines.flatMap(({ line }) => line.glyphs.map(({ box }) => box));
  const isMicr = ({ box }: GlyphReading) =>
    characters.some(
      (other) =>
        overlapArea(box, other) >= SAME_INK * Math.min(box.width * box.height, other.width * other.height),
    );
  return [
    ...numbers.filter(({ glyphs }) => !glyphs.some(isMicr)),
    ...lines.flatMap((described) => described.numbers),
  ];
}
