import type opentype from 'opentype.js';
import type { Random } from '../../local/seeded-random.ts';
import { rasterize } from '../dump-crops/draw-shape.ts';
import type { ComposedLine } from './compose-line.ts';
import { pathData } from './path-data.ts';
import { bend, mapPoints, type Wave, wavesOf } from './waves.ts';

/** A face that words are set in. */
export interface WritingFace {
  readonly font: opentype.Font;
  /** Print is drawn as the font has it; writing differs from letter to letter. */
  readonly isPrint: boolean;
}

/** Tall letters are drawn at this many pixels: as on cheques scanned at 100 to 200 dots an inch. */
const LOWEST = 22;
const HIGHEST = 40;
/** A word of the line is in the hand of another face so often: people mix what they join with what they print. */
const OTHER_FACE = 0.07;

/** How one line is written; lengths in heights of its tall letters. */
interface Manner {
  readonly height: number;
  readonly aspect: number;
  readonly slant: number;
  readonly spacing: number;
  readonly gap: number;
  readonly baseJitter: number;
  readonly sizeJitter: number;
  /** How far the points of letters are moved, by waves of about a letter's length. */
  readonly waver: number;
  readonly climb: number;
  readonly pen: number;
}

function mannerOf(isPrint: boolean, random: Random): Manner {
  const height = random.between(LOWEST, HIGHEST);
  if (isPrint) {
    return {
      height,
      aspect: random.between(0.85, 1.2),
      slant: random.next() < 0.15 ? random.between(0.05, 0.25) : 0,
      spacing: random.between(-0.02, 0.12),
      gap: random.between(0.25, 0.9),
      baseJitter: random.between(0, 0.02),
      sizeJitter: 0,
      waver: 0,
      climb: random.between(-0.01, 0.01),
      pen: random.between(0, 0.03),
    };
  }
  return {
    height,
    aspect: random.between(0.75, 1.45),
    slant: random.between(-0.2, 0.4),
    spacing: random.next() < 0.4 ? random.between(-0.03, 0.22) : 0,
    gap: Math.exp(random.between(Math.log(0.15), Math.log(2.2))),
    baseJitter: random.between(0, 0.1),
    sizeJitter: random.between(0, 0.15),
    waver: random.between(0, 0.07),
    climb: random.between(-0.04, 0.04),
    pen: random.between(0, 0.06),
  };
}

/** Draws a line of words, each letter a little unlike the one before. */
export async function composeWords(
  text: string,
  faces: readonly WritingFace[],
  random: Random,
): Promise<ComposedLine> {
  const own = faces[random.below(faces.length)]!;
  const manner = mannerOf(own.isPrint, random);
  const { height, gap, climb } = manner;
  const others = faces.filter(({ isPrint }) => isPrint === own.isPrint);
  const room = Math.ceil(height * 0.6);
  const foot = Math.round(height * 1.9);
  const wave = wavesOf(manner, random);
  const paths: string[] = [];
  let x = room;
  let end = room;
  for (const word of text.split(' ')) {
    const face = random.next() < OTHER_FACE ? others[random.below(others.length)]! : own;
    const base = foot - climb * (x - room) + random.between(-1, 1) * manner.baseJitter * height;
    const set = setWord(word, x, base, { face, manner, wave, random });
    paths.push(set.path);
    end = Math.max(end, set.end);
    x = set.end + gap * height * random.between(0.7, 1.4);
  }
  const width = Math.ceil(end) + room;
  const ink = await rasterize(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${Math.ceil(height * 2.9)}">` +
      `<rect width="100%" height="100%"/><path fill="#fff" stroke="#fff" stroke-linejoin="round" ` +
      `stroke-width="${(manner.pen * height).toFixed(2)}" d="${paths.join('')}"/></svg>`,
  );
  return { ink, left: room, right: Math.ceil(end), height, foot };
}

interface Setting {
  readonly face: WritingFace;
  readonly manner: Manner;
  readonly wave: Wave;
  readonly random: Random;
}

function setWord(word: string, from: number, base: number, { face, manner, wave, random }: Setting) {
  const { font } = face;
  const tall = tallOf(font);
  const size = (manner.height * Math.exp(random.between(-1, 1) * manner.sizeJitter)) / tall;
  const glyphs = [...word].map((sign) => font.charToGlyph(sign));
  let [x, end] = [from, from];
  let path = '';
  for (const [i, glyph] of glyphs.entries()) {
    const rise = random.between(-0.4, 0.4) * manner.baseJitter * manner.height;
    const commands = glyph.getPath(0, 0, size).commands.map((command) =>
      bend(
        mapPoints(command, (px, py) => [x + px * manner.aspect - manner.slant * py, base - rise + py]),
        wave,
      ),
    );
    path += pathData({ commands });
    const next = glyphs[i + 1];
    const kern = next ? font.getKerningValue(glyph, next) / font.unitsPerEm : 0;
    const advance = (glyph.advanceWidth ?? 0) / font.unitsPerEm + kern;
    x += advance * size * manner.aspect + manner.spacing * manner.height;
    end = Math.max(end, x);
  }
  return { path, end };
}

/** Of the letters that stand out above, as a share of the size. */
function tallOf(font: opentype.Font): number {
  const { y1, y2 } = font.charToGlyph('h').getPath(0, 0, 1).getBoundingBox();
  return Math.max(0.2, -y1 + Math.min(0, y2));
}
