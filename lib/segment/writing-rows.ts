import { lowerMedian } from '../document/averages.ts';
import { type Box, overlapX, overlapY, unionBoxes } from '../document/geometry.ts';
import type { BinaryImage } from '../document/image.ts';
import { cropImage } from '../preprocess/crop-image.ts';
import { type Component, findComponents, type LabelledImage } from '../preprocess/cv/connected-components.ts';
import { otsuThreshold } from '../preprocess/otsu.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { evenRows, groupRows, isStruck, type Row } from './choose-rows.ts';
import { medianRun, removeDashTails } from './dash-tails.ts';
import { removeFlatStrokes } from './flat-strokes.ts';

/** Rows of writing below one another. */
export interface WritingRows {
  /** The zone as a page of its own, without rules and dashes: its pixels are not the page's. */
  readonly window: PreparedPage;
  /** From the top; fewer than were asked for where there are no more. */
  readonly rows: readonly WritingRow[];
  /** How many rows of two glyphs or more stand in the zone, those that were not taken included. */
  readonly standing: number;
}

export interface WritingRow {
  /** In the window's pixels. */
  readonly box: Box;
  /** Its full-size glyphs from left to right, as far as they stand apart, each with the smaller ink over or under it. */
  readonly glyphs: readonly (readonly Component[])[];
}

/** A glyph is between these shares of a row's room high, and so many times as high wide. */
const LEAST_HEIGHT = 0.15;
const MOST_HEIGHT = 1;
const MOST_BREADTH = 1.6;
/** Of a glyph's height: strokes are thinner than this; dashes are longer than this; a rule stands higher than any 1. */
const THICKEST = 0.22;
const LONG_DASH = 1;
const TALL_RULE = 2;
/** Glyphs of a row share this much of the lower one's height; smaller ink than this share of a glyph is none. */
const SHARED = 0.5;
const FULL_SIZE = 0.55;
const LEAST_BIT = 0.12;
/** Ink this much higher than a glyph may be of two rows. */
const HIGH = 1.35;
/** A rule is this much thinner than a pen. */
const THINNEST = 0.6;

/** Finds `count` rows of writing, whatever rules, dashes and print lie round them. `zone` in prepared-page pixels. */
export function writingRows(zone: Box, count: number, page: PreparedPage): WritingRows {
  const frame = within(zone, page);
  const soft = cropImage(page.soft, frame);
  const level = otsuThreshold(soft);
  const ink: BinaryImage = { ...soft, data: soft.data.map((value) => (value > level ? 1 : 0)) };
  const room = frame.height / count;
  const glyphHeight = usualHeight(findComponents(ink).components, room);
  const writing = removeFlatStrokes(ink, {
    thickest: THICKEST * glyphHeight,
    minLying: LONG_DASH * glyphHeight,
    minStanding: TALL_RULE * glyphHeight,
  });
  const trimmed = removeDashTails(writing, glyphHeight, (box) => isGlyph(box, glyphHeight));
  const first = chooseRows(trimmed, ink, { count, glyphHeight });
  // What hangs together over two rows, along a rule that could not be taken off, belongs to both.
  const apart = cutBetween(first.rows, trimmed, glyphHeight);
  const { labels, components, rows: chosen } = chooseRows(apart, ink, { count, glyphHeight });
  const rows = chosen.map(({ box, own }) => ({ box, glyphs: glyphsOf(own, components, glyphHeight) }));
  const window: PreparedPage = {
    ...page,
    width: frame.width,
    height: frame.height,
    // Of a faint pen all ink is faint: it is as sure as that of a dark one.
    soft,
    labels,
    components: components.filter(({ box }) => box.height < 3 * glyphHeight && box.width < 6 * glyphHeight),
    rules: [],
    toSource: (box) => page.toSource({ ...box, x: box.x + frame.x, y: box.y + frame.y }),
  };
  return { window, rows, standing: first.standing };
}

interface ChosenRows extends LabelledImage {
  readonly rows: readonly Row[];
  readonly standing: number;
}

function chooseRows(
  writing: BinaryImage,
  ink: BinaryImage,
  { count, glyphHeight }: { readonly count: number; readonly glyphHeight: number },
): ChosenRows {
  const labelled = findComponents(writing);
  const { labels, components, width } = labelled;
  const likely = components.filter(({ box }) => isGlyph(box, glyphHeight));
  const pen = medianRun(likely, labels, width);
  const glyphs = likely.filter((part) => medianRun([part], labels, width) >= THINNEST * pen);
  const found = groupRows(glyphs).map((own): Row => {
    const weight = own.reduce((sum, { area }) => sum + area, 0);
    return { own, box: unionBoxes(own.map(({ box }) => box)), weight };
  });
  const unstruck = found.filter(({ box }) => !isStruck(box, ink));
  const rows = evenRows(unstruck.length >= count ? unstruck : found, count);
  return { ...labelled, rows, standing: found.filter(({ own }) => own.length >= 2).length };
}

/** Cuts what is higher than a glyph halfway between rows. */
function cutBetween(rows: readonly Row[], ink: BinaryImage, usual: number): BinaryImage {
  const { labels, components } = findComponents(ink);
  const high = new Set(components.filter(({ box }) => box.height > HIGH * usual).map(({ label }) => label));
  const data = ink.data.slice();
  for (const [i, { own }] of rows.entries()) {
    const below = rows[i + 1];
    const foot = lowerMedian(own.map(({ box }) => box.y + box.height));
    const top = below ? lowerMedian(below.own.map(({ box }) => box.y)) : foot + 2;
    const at = Math.min(ink.height - 1, Math.round((foot + top) / 2)) * ink.width;
    for (let x = 0; x < ink.width; x++) if (high.has(labels[at + x]!)) data[at + x] = 0;
  }
  return { ...ink, data };
}

/** Half of the ink of what may be a glyph is in glyphs at least this high. */
function usualHeight(components: readonly Component[], room: number): number {
  const likely = components
    .filter(({ box }) => box.height >= LEAST_HEIGHT * room && box.height <= MOST_HEIGHT * room)
    .filter(({ box }) => box.width <= MOST_BREADTH * box.height)
    .sort((a, b) => b.box.height - a.box.height);
  let left = likely.reduce((sum, { area }) => sum + area, 0) / 2;
  const middle = likely.find(({ area }) => {
    left -= area;
    return left <= 0;
  });
  return middle?.box.height ?? room / 2;
}

function isGlyph(box: Box, usual: number): boolean {
  return box.height >= FULL_SIZE * usual && box.height <= 2 * usual && box.width <= 5 * usual;
}

/** Bits of a broken digit lie over or under what is full-size of it. */
function glyphsOf(
  full: readonly Component[],
  components: readonly Component[],
  usual: number,
): readonly (readonly Component[])[] {
  const row = unionBoxes(full.map(({ box }) => box));
  const bits = components.filter(
    (part) =>
      !full.includes(part) &&
      Math.max(part.box.width, part.box.height) >= LEAST_BIT * usual &&
      part.box.height < FULL_SIZE * usual &&
      overlapY(part.box, row) >= SHARED * part.box.height,
  );
  return [...full]
    .sort((a, b) => a.box.x - b.box.x)
    .map((glyph) => [glyph, ...bits.filter(({ box }) => overlapX(box, glyph.box) >= SHARED * box.width)]);
}

function within(zone: Box, page: { readonly width: number; readonly height: number }): Box {
  const x = Math.min(page.width - 1, Math.max(0, Math.floor(zone.x)));
  const y = Math.min(page.height - 1, Math.max(0, Math.floor(zone.y)));
  return {
    x,
    y,
    width: Math.max(1, Math.min(page.width, Math.ceil(zone.x + zone.width)) - x),
    height: Math.max(1, Math.min(page.height, Math.ceil(zone.y + zone.height)) - y),
  };
}
