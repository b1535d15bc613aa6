import { type Box, shrinkBox, unionBoxes } from '../../lib/document/geometry.ts';
import type { PageInput } from '../../lib/preprocess/prepare-page.ts';
import type { Random } from '../../local/seeded-random.ts';
import type { Split } from '../dump-crops/crop-set.ts';
import { rasterize } from '../dump-crops/draw-shape.ts';
import { pathData } from './path-data.ts';
import type { PrintFace } from './print-faces.ts';
import { printedText } from './print-texts.ts';
import { scanPage } from './scan-page.ts';

export interface PrintedWord {
  readonly text: string;
  /** Of its ink, in pixels of the page. */
  readonly box: Box;
}

export interface PrintedPage extends PageInput {
  readonly words: readonly PrintedWord[];
}

/** Pages are drawn at so many times the dots an inch that they are delivered at: a scan makes grey what was black or white. */
const FINE = 3;
/** Inches. */
const WIDTH = 5.5;
const HEIGHT = 3.2;
const MARGIN = 0.25;
/** Dots an inch: letters on file, facsimiles, scans. */
const LEAST_DPI = 65;
const MOST_DPI = 160;
/** Points. */
const SMALLEST = 7;
const LARGEST = 13;
/** Of what is filled in, so much is typed. */
const TYPED_SHARE = 0.7;
/** Of the typists, so many have a typewriter without a 1, and type a small l for it. */
const WITHOUT_ONE = 0.2;

export interface PrintStock {
  readonly faces: readonly PrintFace[];
  /** In small letters. */
  readonly words: readonly string[];
}

/** A page of words and numbers in one or two faces, ruled here and there, scanned; without any skew. */
export async function composePrintPage(
  { faces, words }: PrintStock,
  split: Split,
  random: Random,
): Promise<PrintedPage> {
  const own = faces.filter((face) => face.split === split);
  const typed = own.filter(({ isTyped }) => isTyped);
  const label = own[random.below(own.length)]!;
  const filledIn = random.next() < TYPED_SHARE ? typed[random.below(typed.length)]! : label;
  const dpi = Math.exp(random.between(Math.log(LEAST_DPI), Math.log(MOST_DPI)));
  const sheet: Sheet = {
    width: Math.round(WIDTH * dpi) * FINE,
    height: Math.round(HEIGHT * dpi) * FINE,
    perPoint: (dpi * FINE) / 72,
    shapes: [],
    words: [],
  };
  const margin = MARGIN * dpi * FINE;
  const pitch = random.between(1.15, 2);
  let foot = margin;
  while (foot < sheet.height - margin) {
    const style = lineStyle(random.next() < 0.5 ? label : filledIn, random);
    foot += style.size * sheet.perPoint * pitch;
    if (foot < sheet.height - margin) printLine(sheet, foot, margin, style, words, random);
  }
  const ink = await rasterize(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${sheet.width}" height="${sheet.height}">` +
      `<rect width="100%" height="100%"/><g fill="#fff">${sheet.shapes.join('')}</g></svg>`,
  );
  return { ...(await scanPage(ink, FINE, random)), dpi, words: sheet.words };
}

interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly perPoint: number;
  readonly shapes: string[];
  readonly words: PrintedWord[];
}

/** How a line is set; shares are of the size. */
interface LineStyle {
  readonly face: PrintFace;
  /** Points. */
  readonly size: number;
  /** Between glyphs beyond what the face asks for. */
  readonly spacing: number;
  /** How far a typewriter's glyphs stand off their place. */
  readonly jitter: number;
  readonly withoutOne: boolean;
  /** How often a word is underlined, and how often a wall stands between two. */
  readonly underlines: number;
  readonly walls: number;
  /** How often words stand in columns, far apart. */
  readonly columns: number;
}

function lineStyle(face: PrintFace, random: Random): LineStyle {
  return {
    face,
    size: random.between(SMALLEST, LARGEST),
    spacing: random.next() < 0.4 ? random.between(-0.05, 0.06) : 0,
    jitter: face.isTyped && random.next() < 0.5 ? random.between(0, 0.03) : 0,
    withoutOne: face.isTyped && random.next() < WITHOUT_ONE,
    underlines: random.next() < 0.3 ? random.between(0.1, 1) : 0,
    walls: random.next() < 0.15 ? random.between(0.1, 0.6) : 0,
    columns: random.next() < 0.3 ? random.between(0.3, 1) : 0.05,
  };
}

function printLine(
  sheet: Sheet,
  foot: number,
  margin: number,
  style: LineStyle,
  words: readonly string[],
  random: Random,
): void {
  const { face, underlines, walls, columns } = style;
  const size = style.size * sheet.perPoint;
  const space = face.font.getAdvanceWidth(' ', size);
  const rule = Math.max(1, random.between(0.5, 1.3) * FINE);
  const below = foot + random.between(0.06, 0.3) * size;
  let x = margin + random.between(0, 3) * space;
  for (;;) {
    const text = printedText(random, words);
    const word = setWord(text, x, foot, style, sheet, random);
    if (word.end > sheet.width - margin) return;
    sheet.shapes.push(...word.paths);
    if (word.box) sheet.words.push({ text, box: shrinkBox(word.box, FINE) });
    const gap = space * (random.next() < columns ? random.between(2, 10) : random.between(0.9, 1.4));
    if (random.next() < underlines) {
      const width = word.end - x + (random.next() < 0.5 ? gap : 0);
      sheet.shapes.push(`<rect x="${x}" y="${below}" width="${width}" height="${rule}"/>`);
    }
    if (random.next() < walls) {
      const wall = word.end + gap / 2;
      sheet.shapes.push(
        `<rect x="${wall}" y="${foot - 1.1 * size}" width="${rule}" height="${1.5 * size}"/>`,
      );
    }
    x = word.end + gap;
  }
}

interface SetWord {
  readonly paths: readonly string[];
  readonly box: Box | undefined;
  readonly end: number;
}

function setWord(
  text: string,
  from: number,
  foot: number,
  { face: { font }, spacing, jitter, withoutOne, ...style }: LineStyle,
  { perPoint }: Sheet,
  random: Random,
): SetWord {
  const size = style.size * perPoint;
  const paths: string[] = [];
  const boxes: Box[] = [];
  let end = from;
  for (const sign of text) {
    const [right, down] = [random.between(-1, 1) * jitter * size, random.between(-1, 1) * jitter * size];
    const glyph = font.charToGlyph(withoutOne && sign === '1' ? 'l' : sign);
    const path = glyph.getPath(end + right, foot + down, size);
    const { x1, y1, x2, y2 } = path.getBoundingBox();
    // A typewriter's ribbon and its types print one character darker than the next.
    const depth = jitter > 0 ? random.between(0.55, 1) : 1;
    if (x2 > x1 && y2 > y1) {
      paths.push(`<path fill-opacity="${depth.toFixed(2)}" d="${pathData(path)}"/>`);
      boxes.push({ x: x1, y: y1, width: x2 - x1, height: y2 - y1 });
    }
    end += font.getAdvanceWidth(sign, size) + spacing * size;
  }
  return { paths, box: boxes.length === 0 ? undefined : unionBoxes(boxes), end };
}
