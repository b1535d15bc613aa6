import type opentype from 'opentype.js';
import { randomFor } from '../../../local/seeded-random.ts';
import { labelCandidates } from '../candidates.ts';
import type { CropSet } from '../crop-set.ts';
import { rasterize } from '../draw-shape.ts';
import { trimInk } from '../ink-picture.ts';
import type { Digit } from '../pieces.ts';
import { fonts, loadFonts } from './fonts.ts';
import { composeLine } from './lines.ts';

const LINES_A_FONT = 20;
const LINE_SEED = 21;

/** What the segmenter proposes on lines of print, each in one font, from well apart to touching. */
export const printedCandidates: CropSet = {
  name: 'printed-candidates',
  licence: fonts.licence,
  async *glyphs() {
    for await (const { font, index, split } of loadFonts()) {
      const digits = await lineDigits(font);
      for (let i = 0; digits.length > 0 && i < LINES_A_FONT; i++) {
        const line = composeLine(digits, randomFor(LINE_SEED, index, i));
        for (const { label, ink } of labelCandidates(line)) yield { label, split, ink };
      }
    }
  },
};

/** The font's ten digits as high as those of composed lines. */
async function lineDigits(font: opentype.Font): Promise<Digit[]> {
  const digits: Digit[] = [];
  for (let label = 0; label < 10; label++) {
    const path = font.charToGlyph(String(label)).getPath(0, 0, 100);
    const { x1, y1, x2, y2 } = path.getBoundingBox();
    if (!(x2 > x1 && y2 > y1)) continue;
    const scale = 20 / (y2 - y1);
    const { width, height } = { width: Math.ceil((x2 - x1) * scale), height: 20 };
    const ink = trimInk(
      await rasterize(
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%"/>` +
          `<path fill="#fff" transform="scale(${scale}) translate(${-x1} ${-y1})" d="${path.toPathData(3)}"/></svg>`,
      ),
    );
    if (ink) digits.push({ label, ink });
  }
  return digits;
}
