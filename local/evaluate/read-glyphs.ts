import type { Classifier } from '../../lib/classify/classifier.ts';
import { CROP_SIZE, type CropBatch, type GreyImage } from '../../lib/document/image.ts';
import { NOT_A_DIGIT } from '../../lib/document/model-identity.ts';
import { normalizeGlyph } from '../../lib/preprocess/normalize-glyph.ts';
import { inkOfCleanGlyph, inkOfPhotographedGlyph, isDarkOnLight } from './ink-of-glyph.ts';
import type { Progress } from './progress.ts';
import type { GlyphPicture, GlyphSet } from './shapes/glyph-set.ts';

export interface GlyphReading {
  readonly file: string;
  /** A digit, or not-a-digit. */
  readonly truth: string;
  /** The likeliest class, and how likely. */
  readonly read: string;
  readonly confidence: number;
  /** The likeliest of the ten digits, and how likely. */
  readonly digit: string;
  readonly digitConfidence: number;
}

const BATCH = 500;
const POLARITY_SAMPLE = 400;

/** Reads pictures as on a page: ink bright on black, normalized, classified in batches. */
export async function readGlyphs(
  { glyphs, photographed }: Pick<GlyphSet, 'glyphs' | 'photographed'>,
  classifier: Classifier,
  progress: Progress,
): Promise<{ readonly readings: readonly GlyphReading[]; readonly milliseconds: number }> {
  const darkOnLight = isDarkOnLight(await samplePictures(glyphs));
  const toInk = photographed ? inkOfPhotographedGlyph : inkOfCleanGlyph;
  const readings: GlyphReading[] = [];
  let milliseconds = 0;
  for (let start = 0; start < glyphs.length; start += BATCH) {
    const batch = glyphs.slice(start, start + BATCH);
    const pictures = await Promise.all(batch.map((glyph) => glyph.load()));
    const started = performance.now();
    const inks = pictures.map((picture) => toInk(picture, darkOnLight));
    readings.push(...(await readBatch(batch, inks, classifier)));
    milliseconds += performance.now() - started;
    progress.advance(batch.length);
  }
  return { readings, milliseconds };
}

export async function samplePictures(glyphs: readonly GlyphPicture[]): Promise<GreyImage[]> {
  const step = Math.max(1, Math.floor(glyphs.length / POLARITY_SAMPLE));
  return Promise.all(glyphs.filter((_, index) => index % step === 0).map((glyph) => glyph.load()));
}

export function isDigit(text: string): boolean {
  return /^[0-9]$/u.test(text);
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
    const any = likeliest(model.classes, row);
    const digit = likeliest(model.classes, row, isDigit);
    return {
      file,
      truth: isDigit(text) ? text : NOT_A_DIGIT,
      ...any,
      digit: digit.read,
      digitConfidence: digit.confidence,
    };
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
