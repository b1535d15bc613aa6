import type { Classifier } from '../../lib/classify/classifier.ts';
import { CROP_SIZE, type CropBatch, type GreyImage } from '../../lib/document/image.ts';
import { NOT_A_DIGIT } from '../../lib/document/model-identity.ts';
import { normalizeGlyph } from '../../lib/preprocess/normalize-glyph.ts';
import type { SheetTile } from './contact-sheet.ts';
import { inkOfCleanGlyph, inkOfPhotographedGlyph, isDarkOnLight } from './ink-of-glyph.ts';
import { countConfusion } from './metrics/confusion.ts';
import type { Progress } from './progress.ts';
import type { DigitsReport, ReadingError } from './report.ts';
import type { GlyphPicture, GlyphSet } from './shapes/glyph-set.ts';

export interface DigitsEvaluation {
  readonly report: DigitsReport;
  /** The errors' pictures, the surest first. */
  readonly tiles: readonly SheetTile[];
}

export const DIGIT_CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', NOT_A_DIGIT] as const;

const BATCH = 500;
const POLARITY_SAMPLE = 400;

interface GlyphReading extends ReadingError {
  /** The likeliest of the ten digits. */
  readonly forced: string;
}

/** Reads every picture of a set: ink bright on black, normalized as on a page, classified in batches. */
export async function evaluateDigits(
  set: GlyphSet,
  classifier: Classifier,
  options: { readonly progress: Progress; readonly maxTiles: number },
): Promise<DigitsEvaluation> {
  const darkOnLight = isDarkOnLight(await samplePictures(set.glyphs));
  const toInk = set.photographed ? inkOfPhotographedGlyph : inkOfCleanGlyph;
  const readings: GlyphReading[] = [];
  let milliseconds = 0;
  for (let start = 0; start < set.glyphs.length; start += BATCH) {
    const glyphs = set.glyphs.slice(start, start + BATCH);
    const pictures = await Promise.all(glyphs.map((glyph) => glyph.load()));
    const started = performance.now();
    readings.push(
      ...(await readBatch(
        glyphs,
        pictures.map((picture) => toInk(picture, darkOnLight)),
        classifier,
      )),
    );
    milliseconds += performance.now() - started;
    options.progress.advance(glyphs.length);
  }
  const wrong = readings
    .map((reading, index) => ({ reading, glyph: set.glyphs[index]! }))
    .filter(({ reading }) => reading.read !== reading.truth);
  const surest = [...wrong].sort((a, b) => b.reading.confidence - a.reading.confidence);
  return {
    report: report(set, readings, milliseconds),
    tiles: await Promise.all(surest.slice(0, options.maxTiles).map(tile)),
  };
}

async function readBatch(
  glyphs: readonly GlyphPicture[],
  inks: readonly GreyImage[],
  classifier: Classifier,
): Promise<GlyphReading[]> {
  const size = CROP_SIZE * CROP_SIZE;
  const crops: CropBatch = { count: inks.length, data: new Uint8Array(inks.length * size) };
  for (const [index, ink] of inks.entries()) crops.data.set(normalizeGlyph(ink), index * size);
  const { model, probabilities } = await classifier.classify(crops);
  return glyphs.map(({ file, text }, index) => {
    const row = probabilities.subarray(index * model.classes.length, (index + 1) * model.classes.length);
    const best = likeliest(model.classes, row);
    const forced = likeliest(model.classes, row, isDigit);
    return { file, truth: isDigit(text) ? text : NOT_A_DIGIT, ...best, forced: forced.read };
  });
}

function likeliest(
  classes: readonly string[],
  row: Float32Array,
  allowed: (name: string) => boolean = () => true,
) {
  let best = -1;
  for (const [index, name] of classes.entries()) {
    if (allowed(name) && (best < 0 || row[index]! > row[best]!)) best = index;
  }
  return { read: classes[best]!, confidence: row[best]! };
}

function report(set: GlyphSet, readings: readonly GlyphReading[], milliseconds: number): DigitsReport {
  const digits = readings.filter(({ truth }) => truth !== NOT_A_DIGIT);
  const others = readings.filter(({ truth }) => truth === NOT_A_DIGIT);
  const share = (list: readonly GlyphReading[], right: (reading: GlyphReading) => boolean) =>
    list.filter(right).length / list.length;
  return {
    kind: 'digits',
    set: set.name,
    ...(set.split === undefined ? {} : { split: set.split }),
    n: readings.length,
    metrics: {
      ...(digits.length > 0 && {
        accuracy: share(digits, ({ truth, read }) => read === truth),
        forcedAccuracy: share(digits, ({ truth, forced }) => forced === truth),
      }),
      ...(others.length > 0 && { notADigitAccuracy: share(others, ({ read }) => read === NOT_A_DIGIT) }),
      msPerItem: milliseconds / readings.length,
    },
    confusion: countConfusion(DIGIT_CLASSES, readings),
    errors: readings
      .filter(({ truth, read }) => read !== truth)
      .map(({ file, truth, read, confidence }) => ({ file, truth, read, confidence })),
  };
}

async function samplePictures(glyphs: readonly GlyphPicture[]): Promise<GreyImage[]> {
  const step = Math.max(1, Math.floor(glyphs.length / POLARITY_SAMPLE));
  return Promise.all(glyphs.filter((_, index) => index % step === 0).map((glyph) => glyph.load()));
}

async function tile({ reading, glyph }: { reading: GlyphReading; glyph: GlyphPicture }): Promise<SheetTile> {
  const name = (text: string) => (text === NOT_A_DIGIT ? 'none' : text);
  const caption = `${name(reading.truth)} -> ${name(reading.read)} ${reading.confidence.toFixed(2)}`;
  return { picture: await glyph.load(), caption: [caption] };
}

function isDigit(text: string): boolean {
  return /^[0-9]$/u.test(text);
}
