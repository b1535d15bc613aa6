import { readFile } from 'node:fs/promises';
import opentype from 'opentype.js';
import { E13B_GRIDS } from '../../samples/draw/e13b.ts';
import { gridOutline } from '../../samples/draw/grid-outline.ts';
import { svgPath } from '../../samples/draw/path.ts';
import { requireFile } from '../dump-crops/data-folder.ts';

/** One E-13B face: for each character an SVG shape in digit heights, its right edge at 0 and the line's foot at 0. */
export type MicrFace = ReadonlyMap<string, string>;

export const E13B_CHARACTERS = [...'0123456789ABCD'];
/** Rows of the nine-row grid that the shorter symbols stand over the digits' foot by. */
const LIFTED: Readonly<Record<string, number>> = { C: 1, D: 2 };
const GRID_ROWS = 9;

/** Outlines under the Open Font License. */
export async function outlinedFace(root: string): Promise<MicrFace> {
  const face = new Map<string, string>();
  for (const [index, character] of E13B_CHARACTERS.entries()) {
    const code = (index < 10 ? 0x30 + index : 0x2446 + index - 10).toString(16).padStart(4, '0');
    const svg = await readFile(
      await requireFile(root, 'fonts/e13b_zschneider_ofl_svg', `u${code}.svg`),
      'utf8',
    );
    const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
    if (width === undefined) throw new Error(`Expected a viewBox in u${code}.svg`);
    const shape = svg.slice(svg.indexOf('</title>') + 8, svg.lastIndexOf('</svg>'));
    const foot = (LIFTED[character] ?? 0) / GRID_ROWS;
    // The digits of these outlines are 8.42 units high.
    face.set(
      character,
      `<g transform="translate(0 ${-foot}) scale(${1 / 8.42}) translate(${-Number(width)} ${-Number(height)})">${shape}</g>`,
    );
  }
  return face;
}

export async function gnuFace(root: string): Promise<MicrFace> {
  const bytes = await readFile(await requireFile(root, 'fonts', 'GnuMICR.ttf'));
  const font = opentype.parse(new Uint8Array(bytes).buffer);
  const { y1, y2 } = font.charToGlyph('0').getPath(0, 0, 1_000).getBoundingBox();
  const face = new Map<string, string>();
  for (const character of E13B_CHARACTERS) {
    const path = font.charToGlyph(character).getPath(0, 0, 1_000);
    const { x2 } = path.getBoundingBox();
    face.set(
      character,
      `<path transform="scale(${1 / (y2 - y1)}) translate(${-x2} ${-y2})" d="${path.toPathData(2)}"/>`,
    );
  }
  return face;
}

/** The project's own, from the standard's grid. */
export function gridFace(): MicrFace {
  return new Map(
    Object.entries(E13B_GRIDS).map(([character, grid]) => [
      character,
      `<path transform="scale(${1 / GRID_ROWS}) translate(${-grid[0].length} ${-GRID_ROWS})" d="${svgPath(gridOutline(grid))}"/>`,
    ]),
  );
}
