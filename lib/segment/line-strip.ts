import { lowerMedian } from '../document/averages.ts';
import { type Box, unionBoxes } from '../document/geometry.ts';
import { type GreyImage, STRIP_HEIGHT, STRIP_STEP } from '../document/image.ts';
import { inkQuantile } from '../preprocess/ink-quantile.ts';
import { resample } from '../preprocess/resample.ts';
import type { InkSource } from './cut-out.ts';
import { levelRow } from './level-row.ts';
import type { Piece, TextLine } from './text-line.ts';

/** A stretch of a line as the line network reads it, and where it came from. */
export interface LineStrip {
  /** A multiple of STRIP_STEP. */
  readonly width: number;
  /** Row-major, STRIP_HEIGHT rows; bright on black: 0 paper, 255 full ink. */
  readonly data: Uint8Array;
  /** The x in prepared-page pixels of a column of the strip, and the y of a row at that column. */
  toPage(column: number, row: number): { readonly x: number; readonly y: number };
}

/** Pieces side by side, of one line or of lines abreast of each other. */
export interface LineStretch extends Pick<TextLine, 'height' | 'band'> {
  readonly pieces: readonly Piece[];
}

/** Full-size glyphs are about this many rows high in a strip: MNIST's digits, with room for what stands out of line. */
const GLYPH_HEIGHT = 20;
export const GLYPH_TOP = (STRIP_HEIGHT - GLYPH_HEIGHT) / 2;
export const GLYPH_BOTTOM = GLYPH_TOP + GLYPH_HEIGHT;
/** Paper left and right of the ink, in columns. */
const MARGIN = 8;
/** The darkest of the ink is stretched to full, so that a thin pen and a thick one look alike. */
const FULL_INK_QUANTILE = 0.97;
/** Full-size glyphs have this share of the line's height; so many of them tell how the line climbs. */
const FULL_SIZE = 0.6;
const LEAST_GLYPHS = 4;
/** A line climbs or falls by no more than this many pixels a pixel. */
const STEEPEST = 0.2;

/**
 * Cuts a stretch out of a line, levels it if it climbs, and brings its glyphs to one height and place. What ink of others
 * reaches into its box is left out.
 */
export function lineStrip(stretch: LineStretch, page: InkSource): LineStrip {
  const { pieces, height, band } = stretch;
  const box = unionBoxes(pieces.map((piece) => piece.box));
  const climb = climbOf(stretch);
  const centre = box.x + box.width / 2;
  return cutStrip(
    {
      box,
      height,
      middle: (band.top + band.foot) / 2,
      shiftAt: (x) => Math.round(climb * (x + 0.5 - centre)),
      own: { labels: page.labels, isOwn: markedLabels(pieces.map(({ label }) => label)) },
    },
    page,
  );
}

type SoftPage = Pick<InkSource, 'width' | 'height' | 'soft'>;

/** A row of glyphs of one height whose middle may wander. */
export interface InkRow {
  /** From its left to its right end. */
  readonly box: Pick<Box, 'x' | 'width'>;
  /** Of its full-size glyphs, in pixels. */
  readonly height: number;
  /** The y of the row's middle at an x, in pixels. */
  middleAt(x: number): number;
  /** Of its full-size glyphs at an x, in pixels. @default `height` everywhere */
  heightAt?(x: number): number;
  /** How many times wider than it is the strip shows what stands at an x. @default 1 everywhere */
  stretchAt?(x: number): number;
}

/**
 * All ink that a row's band holds, whosever it is, levelled and brought to one height, and made wider or narrower where it was
 * printed or photographed too narrow or too wide.
 */
export function rowStrip(row: InkRow, page: SoftPage): LineStrip {
  const { height, heightAt = () => height, stretchAt = () => 1 } = row;
  if (row.heightAt !== undefined || row.stretchAt !== undefined) {
    return unevenStrip({ ...row, heightAt, stretchAt }, page);
  }
  return cutStrip(evenPlan(row), page);
}

/** The ink of some components, by their labels, in a row of even height and speed: levelled and brought to one height. */
export function componentsStrip(row: EvenRow, labels: Iterable<number>, page: InkSource): LineStrip {
  const own = { labels: page.labels, isOwn: markedLabels(labels) };
  return cutStrip({ ...evenPlan(row), own }, page);
}

type EvenRow = Pick<InkRow, 'box' | 'height' | 'middleAt'>;

function evenPlan({ box, height, middleAt }: EvenRow): StripPlan {
  const middle = middleAt(box.x + box.width / 2);
  return { box, height, middle, shiftAt: (x) => Math.round(middleAt(x + 0.5) - middle) };
}

/** A row of uneven height or speed brought to one, column by column, and from there to that of a strip. */
function unevenStrip(row: Required<InkRow>, page: SoftPage): LineStrip {
  const { image, pageX } = levelRow(row, page, {
    share: STRIP_HEIGHT / GLYPH_HEIGHT,
    margin: MARGIN / GLYPH_HEIGHT,
  });
  const scale = STRIP_HEIGHT / image.height;
  const width = Math.max(STRIP_STEP, Math.ceil((image.width * scale) / STRIP_STEP) * STRIP_STEP);
  const whole = { x: 0, y: 0, width: image.width, height: image.height };
  return {
    width,
    data: stretched(resample(image, whole, width, STRIP_HEIGHT)),
    toPage: (column, at) => {
      const x = pageX[Math.min(image.width - 1, Math.max(0, Math.round((column * image.width) / width)))]!;
      const y = row.middleAt(x) + ((at - STRIP_HEIGHT / 2) / GLYPH_HEIGHT) * row.heightAt(x);
      return { x, y };
    },
  };
}

interface StripPlan extends Omit<Cut, 'part' | 'own'> {
  readonly own?: OwnLabels;
  readonly height: number;
  readonly middle: number;
}

function cutStrip({ box, height, middle, shiftAt, own }: StripPlan, page: SoftPage): LineStrip {
  const scale = GLYPH_HEIGHT / height;
  const part: Box = {
    x: Math.floor(box.x - MARGIN / scale),
    y: Math.round(middle - STRIP_HEIGHT / 2 / scale),
    width: Math.ceil(box.width + (2 * MARGIN) / scale),
    height: Math.max(1, Math.round(STRIP_HEIGHT / scale)),
  };
  const ink = ownInk({ part, box, shiftAt, own }, page);
  const width = Math.max(STRIP_STEP, Math.ceil((part.width * scale) / STRIP_STEP) * STRIP_STEP);
  return {
    width,
    data: stretched(resample(ink, { ...part, x: 0, y: 0 }, width, STRIP_HEIGHT)),
    toPage: (column, row) => {
      const x = part.x + (column * part.width) / width;
      return { x, y: part.y + (row * part.height) / STRIP_HEIGHT + shiftAt(x) };
    },
  };
}

/** Pixels down for each pixel to the right: the middle one of the slopes between any two full-size glyphs. */
function climbOf({ pieces, height }: LineStretch): number {
  const middles = pieces
    .filter(({ box }) => box.height >= FULL_SIZE * height)
    .map(({ box }) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 }));
  if (middles.length < LEAST_GLYPHS) return 0;
  const slopes = middles.flatMap((a, i) =>
    middles.slice(i + 1).flatMap((b) => (b.x - a.x > height ? [(b.y - a.y) / (b.x - a.x)] : [])),
  );
  const slope = lowerMedian(slopes, 0);
  return Math.min(STEEPEST, Math.max(-STEEPEST, slope));
}

interface Cut {
  readonly part: Box;
  readonly box: Pick<Box, 'x' | 'width'>;
  readonly shiftAt: (x: number) => number;
  /** Whose ink is cut out. @default all */
  readonly own: OwnLabels | undefined;
}

/** Labels of a page, and a 1 at each that is a stretch's own. */
interface OwnLabels {
  readonly labels: Int32Array;
  readonly isOwn: Uint8Array;
}

function markedLabels(labels: Iterable<number>): Uint8Array {
  const own = [...labels];
  const marked = new Uint8Array(own.reduce((most, label) => Math.max(most, label), 0) + 1);
  for (const label of own) marked[label] = 1;
  return marked;
}

/** The soft ink that is the stretch's own; outside of the page is paper. */
function ownInk({ part, box, shiftAt, own }: Cut, page: SoftPage): GreyImage {
  const { width, height } = part;
  const soft = page.soft.data;
  const data = new Uint8Array(width * height);
  const from = Math.max(0, box.x - 1);
  const to = Math.min(page.width, box.x + box.width + 1);
  const tops = Int32Array.from({ length: Math.max(0, to - from) }, (_, i) => part.y + shiftAt(from + i));
  for (let y = 0; y < height; y++) {
    const start = y * width + from - part.x;
    for (let i = 0; i < tops.length; i++) {
      const pageY = tops[i]! + y;
      if (pageY < 0 || pageY >= page.height) continue;
      const at = pageY * page.width + from + i;
      if (own === undefined || isOwnInk(at, own, page.width)) data[start + i] = soft[at]!;
    }
  }
  return { width, height, data };
}

/** Own ink, or the soft edge right beside it. */
function isOwnInk(at: number, { labels, isOwn }: OwnLabels, width: number): boolean {
  const label = labels[at]!;
  if (label > 0) return isOwn[label] === 1;
  return (
    isOwn[labels[at - 1] ?? 0] === 1 ||
    isOwn[labels[at + 1] ?? 0] === 1 ||
    isOwn[labels[at - width] ?? 0] === 1 ||
    isOwn[labels[at + width] ?? 0] === 1
  );
}

function stretched(levels: Float32Array): Uint8Array {
  const full = inkQuantile(levels, FULL_INK_QUANTILE) ?? 255;
  const strip = new Uint8Array(levels.length);
  for (let i = 0; i < levels.length; i++) strip[i] = Math.min(255, Math.round((levels[i]! * 255) / full));
  return strip;
}
