import { combPitch } from '../document/comb-walls.ts';
import { areaOf, type Box, overlapArea } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';
import { cropImage } from '../preprocess/crop-image.ts';
import { type Component, findComponents } from '../preprocess/cv/connected-components.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';
import { removeRules } from '../preprocess/remove-rules.ts';
import { dropFrame, isBitOfWall } from './comb-frame.ts';
import { combRules } from './comb-rules.ts';
import { type Comb, cellBoxes, type ExpectedCells, fitComb } from './fit-comb.ts';
import { faintInk, inkWithRules } from './page-ink.ts';

/** A comb with its rules taken out, and what is written in each of its cells. */
export interface CombInk {
  /** The comb and a margin round it, as a page of its own: its pixels are not the page's. */
  readonly window: PreparedPage;
  /** The window in prepared-page pixels. */
  readonly frame: Box;
  /** In the window's pixels. */
  readonly comb: Comb;
  /** For each cell the components in it; of one that runs through a wall, the part in this cell. */
  readonly cells: readonly (readonly Component[])[];
}

/** Paper round a comb that is looked at, in shares of a cell: writing reaches out of its cell. */
const MARGIN = 0.4;
/** Ink belongs to the comb if at least this share of its box does. */
const INSIDE = 0.5;
/** Where less than this share of a comb's walls is seen they may be printed in a colour that scanners drop. */
const SEEN = 0.4;

/** Finds a comb near where it is expected (prepared-page pixels) and the ink in each of its cells. */
export function combInk({ box: expected, cells, gap }: ExpectedCells, page: PreparedPage): CombInk {
  const pitch = combPitch({ width: expected.width, cells, gap });
  const cell = Math.min((1 - gap) * pitch, expected.height);
  const margin = MARGIN * Math.max(pitch, expected.height);
  const frame = clip(
    {
      x: Math.floor(expected.x - margin),
      y: Math.floor(expected.y - margin),
      width: Math.ceil(expected.width + 2 * margin),
      height: Math.ceil(expected.height + 2 * margin),
    },
    page,
  );
  const ink = inkWithRules(page, frame);
  const there = { box: { ...expected, x: expected.x - frame.x, y: expected.y - frame.y }, cells, gap };
  const inked = fitComb(there, ink);
  const comb = inked.seen >= SEEN ? inked : fitComb(there, faintInk(page, frame));
  const rules = combRules(ink, comb, cell);
  const cleaned = dropFrame(removeRules(ink, rules), comb, cell);
  const { labels, components } = findComponents(cleaned);
  const inside = components.filter(
    ({ box }) => overlapArea(box, comb.box) >= INSIDE * areaOf(box) && !isBitOfWall(box, comb, cell),
  );
  const own = cellBoxes(comb).map((inCell, i, all) =>
    inside.filter(({ box }) => {
      const middle = box.x + box.width / 2;
      // What stands in the white between two cells is of the nearer one.
      const white = (gap * inCell.width) / (1 - gap) / 2;
      const from = i === 0 ? Number.NEGATIVE_INFINITY : inCell.x - white;
      const to = i === all.length - 1 ? Number.POSITIVE_INFINITY : inCell.x + inCell.width + white;
      return middle >= from && middle < to;
    }),
  );
  const window: PreparedPage = {
    ...page,
    width: ink.width,
    height: ink.height,
    soft: cropImage(page.soft, frame),
    labels,
    components: inside,
    rules: rules.map(({ direction, box }) => ({ direction, box })),
    toSource: (box) => page.toSource({ ...box, x: box.x + frame.x, y: box.y + frame.y }),
  };
  return { window, frame, comb, cells: own };
}

/** The ink of some components alone, bright on black, round their boxes. */
export function pictureOf(
  components: readonly Component[],
  { labels, soft, width }: Pick<PreparedPage, 'labels' | 'soft' | 'width'>,
): GreyImage {
  const own = new Set(components.map(({ label }) => label));
  const left = Math.min(...components.map(({ box }) => box.x));
  const top = Math.min(...components.map(({ box }) => box.y));
  const right = Math.max(...components.map(({ box }) => box.x + box.width));
  const bottom = Math.max(...components.map(({ box }) => box.y + box.height));
  const picture = new Uint8Array((right - left) * (bottom - top));
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (own.has(labels[y * width + x]!))
        picture[(y - top) * (right - left) + x - left] = soft.data[y * width + x]!;
    }
  }
  return { width: right - left, height: bottom - top, data: picture };
}

function clip(box: Box, { width, height }: { readonly width: number; readonly height: number }): Box {
  const left = Math.min(width - 1, Math.max(0, box.x));
  const top = Math.min(height - 1, Math.max(0, box.y));
  return {
    x: left,
    y: top,
    width: Math.max(1, Math.min(width, box.x + box.width) - left),
    height: Math.max(1, Math.min(height, box.y + box.height) - top),
  };
}
