import type opentype from 'opentype.js';
import type { Random } from '../../local/seeded-random.ts';
import { rasterize } from '../dump-crops/draw-shape.ts';
import type { ComposedLine } from './compose-line.ts';
import { pathData } from './path-data.ts';
import { penLine } from './pen-line.ts';

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
/** So many hands make each letter now this way and now that, of as many faces as there are: in the lines of such a hand at most every other. */
const MIXED_HANDS = 0.4;
const MOST_MIXED = 0.5;
/** So many are written with a pen as wide everywhere, as is used on cheques; of those so many join their letters. */
const BALL_POINT = 0.6;
const JOINING = 0.4;

/** How one line is written; lengths in heights of its tall letters. */
interface Manner {
  readonly height: number;
  readonly aspect: number;
  readonly slant: number;
  readonly spacing: number;
  readonly gap: number;
  readonly baseJitter: number;
  readonly sizeJitter: number;
  /** How unlike the letters of a word are in size, width and slant. */
  readonly letterJitter: number;
  /** How often a letter is that of another face. */
  readonly mixed: number;
  /** How much of their height letters have lost where a word ends. */
  readonly flatter: number;
  /** How far the points of letters are moved, by waves of about a letter's length. */
  readonly waver: number;
  readonly climb: number;
  readonly pen: number;
  /** Of a pen that is as wide everywhere; undefined where it is the face's. */
  readonly ballPoint?: { readonly thickness: number; readonly haste: number; readonly joins: boolean };
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
      letterJitter: 0,
      mixed: 0,
      flatter: 0,
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
    letterJitter: random.between(0, 0.2),
    mixed: random.next() < MIXED_HANDS ? random.between(0, MOST_MIXED) : 0,
    flatter: random.next() < 0.4 ? random.between(0, 0.45) : 0,
    waver: random.between(0, 0.07),
    climb: random.between(-0.04, 0.04),
    pen: random.between(0, 0.06),
    ...(random.next() < BALL_POINT && {
      ballPoint: {
        thickness: random.between(0.04, 0.11),
        haste: random.between(0, 0.06),
        joins: random.next() < JOINING,
      },
    }),
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
    const set = setWord(word, x, base, { face, others, manner, wave, random });
    paths.push(...set.paths);
    end = Math.max(end, set.end);
    x = set.end + gap * height * random.between(0.7, 1.4);
  }
  const width = Math.ceil(end) + room;
  const tall = Math.ceil(height * 2.9);
  const drawn = (scale: number) =>
    rasterize(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" height="${tall * scale}" viewBox="0 0 ${width} ${tall}">` +
        `<rect width="100%" height="100%"/><g fill="#fff" stroke="#fff" stroke-linejoin="round" ` +
        `stroke-width="${(manner.pen * height).toFixed(2)}">${paths.map((path) => `<path d="${path}"/>`).join('')}</g></svg>`,
    );
  const { ballPoint } = manner;
  const ink = ballPoint
    ? await penLine(await drawn(2), ballPoint.thickness * height, 2 * ballPoint.haste * height)
    : await drawn(1);
  return { ink, left: room, right: Math.ceil(end), height, foot };
}

interface Setting {
  readonly face: WritingFace;
  readonly others: readonly WritingFace[];
  readonly manner: Manner;
  readonly wave: Wave;
  readonly random: Random;
}

function setWord(word: string, from: number, base: number, { face, others, manner, wave, random }: Setting) {
  const letters = [...word].map((sign) => {
    const { font } = random.next() < manner.mixed ? others[random.below(others.length)]! : face;
    return { font, glyph: font.charToGlyph(sign) };
  });
  const size = manner.height * Math.exp(random.between(-1, 1) * manner.sizeJitter);
  const jitter = (most: number) => random.between(-most, most) * manner.letterJitter;
  let [x, end] = [from, from];
  const paths: string[] = [];
  let before: Box | undefined;
  for (const [i, { font, glyph }] of letters.entries()) {
    const rise = random.between(-0.4, 0.4) * manner.baseJitter * manner.height;
    const left = 1 - (manner.flatter * i) / Math.max(3, letters.length);
    const scale = (size / tallOf(font)) * Math.exp(jitter(0.7));
    const [across, up] = [scale * manner.aspect * Math.exp(jitter(1)), left];
    const slant = manner.slant + jitter(1);
    const place = (px: number, py: number): [number, number] => {
      const [atX, atY] = [x + px * across - slant * py * scale, base - rise + py * scale * up];
      const [dx, dy] = wave(atX, atY);
      return [atX + dx, atY + dy];
    };
    const commands = glyph.getPath(0, 0, 1).commands.map((command) => mapPoints(command, place));
    paths.push(pathData({ commands }));
    const box = boxOf(commands);
    if (before && box && manner.ballPoint?.joins === true) {
      paths.push(...joint(before, box, manner.height, random));
    }
    before = box;
    const next = letters[i + 1];
    const kern = next && next.font === font ? font.getKerningValue(glyph, next.glyph) / font.unitsPerEm : 0;
    const advance = (glyph.advanceWidth ?? 0) / font.unitsPerEm + kern;
    x += advance * across + manner.spacing * manner.height;
    end = Math.max(end, x);
  }
  return { paths, end };
}

type Box = Readonly<Record<'left' | 'top' | 'right' | 'bottom', number>>;

function boxOf(commands: readonly opentype.PathCommand[]): Box | undefined {
  const points = commands.filter((command) => command.type !== 'Z');
  if (points.length === 0) return undefined;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** The upstroke by which a pen goes from the foot of one letter into the next. */
function joint(from: Box, to: Box, height: number, random: Random): readonly string[] {
  const width = 0.05 * height;
  const [x1, y1] = [from.right - 0.12 * (from.right - from.left), from.bottom - 0.05 * height];
  const [x2, y2] = [to.left + 0.15 * (to.right - to.left), to.bottom - random.between(0.1, 0.45) * height];
  if (x2 - x1 < width || x2 - x1 > height) return [];
  const sag = random.between(0, 0.12) * height;
  const [mx, my] = [(x1 + x2) / 2, (y1 + y2) / 2 + sag];
  const at = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  return [
    `M${at(x1, y1)}Q${at(mx, my)} ${at(x2, y2)}L${at(x2, y2 + width)}Q${at(mx, my + width)} ${at(x1, y1 + width)}Z`,
  ];
}

/** Of the letters that stand out above, as a share of the size. */
function tallOf(font: opentype.Font): number {
  const { y1, y2 } = font.charToGlyph('h').getPath(0, 0, 1).getBoundingBox();
  return Math.max(0.2, -y1 + Math.min(0, y2));
}

type Wave = (x: number, y: number) => readonly [number, number];

/** A smooth displacement in both directions, so that no letter is drawn twice alike. */
function wavesOf({ waver, height }: Manner, random: Random): Wave {
  const waves = Array.from({ length: 5 }, () => ({
    across: random.between(0.6, 4) / height,
    down: random.between(0.6, 4) / height,
    phase: random.between(0, 2 * Math.PI),
    right: random.between(-1, 1) * waver * height,
    up: random.between(-1, 1) * waver * height,
  }));
  return (x, y) => {
    let [dx, dy] = [0, 0];
    for (const { across, down, phase, right, up } of waves) {
      const swing = Math.sin(across * x + down * y + phase);
      dx += right * swing;
      dy += up * swing;
    }
    return [dx, dy];
  };
}

function mapPoints(
  command: opentype.PathCommand,
  to: (x: number, y: number) => readonly [number, number],
): opentype.PathCommand {
  if (command.type === 'Z') return command;
  const [x, y] = to(command.x, command.y);
  if (command.type === 'M' || command.type === 'L') return { ...command, x, y };
  const [x1, y1] = to(command.x1, command.y1);
  if (command.type === 'Q') return { ...command, x, y, x1, y1 };
  const [x2, y2] = to(command.x2, command.y2);
  return { ...command, x, y, x1, y1, x2, y2 };
}
