import type { Classifier } from '../../lib/classify/classifier.ts';
import { RequestError } from '../../lib/document/errors.ts';
import type { GreyImage } from '../../lib/document/image.ts';
import type { SheetTile } from './contact-sheet.ts';
import { CORRUPTIONS, VARIANTS } from './corruptions/all.ts';
import type { Corruption } from './corruptions/corruption.ts';
import { randomFor } from './corruptions/random.ts';
import { isDarkOnLight } from './ink-of-glyph.ts';
import { digitFigures } from './metrics/digit-figures.ts';
import type { Progress } from './progress.ts';
import { isDigit, readGlyphs, samplePictures } from './read-glyphs.ts';
import type { DamageFigures, RobustnessFigures } from './report.ts';
import type { GlyphPicture, GlyphSet } from './shapes/glyph-set.ts';
import { spread } from './spread.ts';

export interface CorruptionsEvaluation {
  readonly figures: RobustnessFigures;
  /** A few of the pictures under each, side by side. */
  readonly examples: readonly SheetTile[];
}

/** Times that every picture of a set is read. */
export const CORRUPTION_ROUNDS = CORRUPTIONS.length + VARIANTS.length;

const EXAMPLES = 8;

/**
 * Reads a set of clean pictures again under each corruption and variant, by the very path that reads them clean: nothing
 * tells the reader which one it meets. Seeded: the same set meets the same damage.
 * Throws RequestError `bad-request` for photographed pictures, and for a set without digits.
 */
export async function evaluateCorruptions(
  set: GlyphSet,
  classifier: Classifier,
  progress: Progress,
): Promise<CorruptionsEvaluation> {
  const digits = set.glyphs.filter(({ text }) => isDigit(text));
  if (set.photographed || digits.length === 0) {
    throw new RequestError(
      'bad-request',
      `${set.name}: --corruptions takes clean pictures of digits (IDX files), as damage comes on top of them`,
    );
  }
  const inverted = isDarkOnLight(await samplePictures(digits));
  const read = async (corruption: Corruption, seed: number): Promise<DamageFigures> => {
    const glyphs = digits.map((glyph, index) => damaged(glyph, inverted, corruption, [seed, index]));
    const { readings } = await readGlyphs({ glyphs, photographed: false }, classifier, progress);
    return { name: corruption.name, ...digitFigures(readings) };
  };
  const figures: DamageFigures[] = [];
  for (const [seed, corruption] of [...CORRUPTIONS, ...VARIANTS].entries()) {
    figures.push(await read(corruption, seed));
  }
  return {
    figures: {
      corruptions: figures.slice(0, CORRUPTIONS.length),
      variants: figures.slice(CORRUPTIONS.length),
    },
    examples: await Promise.all(
      CORRUPTIONS.map(async (corruption, seed) => {
        const glyphs = spread(digits, EXAMPLES).map((glyph, i) =>
          damaged(glyph, inverted, corruption, [seed, i]),
        );
        const pictures = await Promise.all(glyphs.map((glyph) => glyph.load()));
        return { picture: sideBySide(pictures), caption: [corruption.name] };
      }),
    ),
  };
}

/** The corruptions' own pictures have bright ink. */
function damaged(
  glyph: GlyphPicture,
  inverted: boolean,
  { corrupt }: Corruption,
  seeds: readonly number[],
): GlyphPicture {
  return {
    ...glyph,
    load: async () => {
      const picture = await glyph.load();
      const bright = inverted ? { ...picture, data: picture.data.map((level) => 255 - level) } : picture;
      return corrupt(bright, randomFor(...seeds));
    },
  };
}

/** All of one size. */
function sideBySide(pictures: readonly GreyImage[]): GreyImage {
  const { width, height } = pictures[0]!;
  const data = new Uint8Array(width * pictures.length * height);
  pictures.forEach((picture, index) => {
    for (let y = 0; y < height; y++) {
      const row = picture.data.subarray(y * width, (y + 1) * width);
      data.set(row, (y * pictures.length + index) * width);
    }
  });
  return { width: width * pictures.length, height, data };
}
