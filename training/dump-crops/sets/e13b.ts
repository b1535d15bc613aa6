import { readFile } from 'node:fs/promises';
import { randomFor } from '../../../local/seeded-random.ts';
import { type CropSet, NOT_A_DIGIT_INDEX } from '../crop-set.ts';
import { requireFile } from '../data-folder.ts';
import { drawShape } from '../draw-shape.ts';
import { trimInk } from '../ink-picture.ts';

const E13B = 'fonts/e13b_zschneider_ofl_svg';

/** The digits and the four signs of the MICR line, E-13B. */
export const e13b: CropSet = {
  name: 'e13b',
  licence: 'OFL-1.1',
  async *glyphs(root) {
    const outlines = [...'0123456789', '\u2446', '\u2447', '\u2448', '\u2449'];
    for (const [label, text] of outlines.entries()) {
      const code = text.codePointAt(0)!.toString(16).padStart(4, '0');
      const svg = await readFile(await requireFile(root, E13B, `u${code}.svg`), 'utf8');
      const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
      const shape = svg.slice(svg.indexOf('</title>') + 8, svg.lastIndexOf('</svg>'));
      if (width === undefined) throw new Error(`Expected a viewBox in u${code}.svg of ${E13B}`);
      for (let i = 0; i < 60; i++) {
        const ink = await drawShape(
          shape,
          { x1: 0, y1: 0, x2: Number(width), y2: Number(height) },
          randomFor(label, i),
        );
        if (!trimInk(ink)) continue;
        yield {
          label: Math.min(label, NOT_A_DIGIT_INDEX),
          split: i % 10 === 7 ? 'validation' : 'train',
          ink,
        };
      }
    }
  },
};
