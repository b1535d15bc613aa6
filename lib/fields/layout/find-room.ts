import { type Box, overlapX, overlapY } from '../../document/geometry.ts';
import type { ChequeMarks, PlacedLine } from './cheque-look.ts';

/** The room that a piece of writing has between the rules round it. */
export interface Room {
  readonly box: Box;
  /** On how many of its four sides a rule was found. */
  readonly walls: number;
}

/** How far from writing a rule may be and still bound it, in its heights: across, above and below. */
const REACH_ACROSS = 4;
const REACH_UPRIGHT = 1.6;
/** Writing may cross its rules by this share of its height. */
const CROSSING = 0.45;
/** Where no rule bounds it writing may go on so far, in its heights. */
const OPEN_ACROSS = 0.5;
const OPEN_UPRIGHT = 0.35;
/** A rule bounds writing beside it if it shares this part of the writing's height or width. */
const SHARED_HEIGHT = 0.6;
const SHARED_WIDTH = 0.6;

/** Finds the rules that bound writing, as the sides of a box do, and the room between them. */
export function roomOf(
  written: Box,
  height: number,
  { rules }: Pick<ChequeMarks, 'rules'>,
  open: { readonly right: number } = { right: OPEN_ACROSS * height },
): Room {
  const slack = CROSSING * height;
  const right = written.x + written.width;
  const foot = written.y + written.height;
  const standing = rules.flatMap(({ direction, box }) =>
    direction === 'standing' && overlapY(box, written) >= SHARED_HEIGHT * written.height
      ? [box.x + box.width / 2]
      : [],
  );
  const lying = rules.flatMap(({ direction, box }) =>
    direction === 'lying' && overlapX(box, written) >= SHARED_WIDTH * written.width
      ? [box.y + box.height / 2]
      : [],
  );
  const before = standing.filter((x) => x <= written.x + slack && x >= written.x - REACH_ACROSS * height);
  const behind = standing.filter((x) => x >= right - slack && x <= right + REACH_ACROSS * height);
  const above = lying.filter((y) => y <= written.y + slack && y >= written.y - REACH_UPRIGHT * height);
  const below = lying.filter((y) => y >= foot - slack && y <= foot + REACH_UPRIGHT * height);
  const x = before.length > 0 ? Math.max(...before) : written.x - OPEN_ACROSS * height;
  const y = above.length > 0 ? Math.max(...above) : written.y - OPEN_UPRIGHT * height;
  const to = behind.length > 0 ? Math.min(...behind) : right + open.right;
  const bottom = below.length > 0 ? Math.min(...below) : foot + OPEN_UPRIGHT * height;
  const walls = [before, behind, above, below].filter((found) => found.length > 0).length;
  return { box: { x, y, width: to - x, height: bottom - y }, walls };
}

/** A gap this wide, in line heights, may part a label or a currency sign from what is written behind it. */
const LABEL_GAP = 0.25;

/** Smaller than this share of the line is a speck or a dot, while a dash is wide; full-size glyphs are higher than the second. */
const SPECK = 0.2;
const FULL_SIZE = 0.5;
/** A currency sign is one glyph, at most this wide, in line heights. */
const SIGN_WIDTH = 1.1;

/** The end of a line behind a gap. */
export interface Tail {
  readonly box: Box;
  /** What stands before the gap is no wider than one glyph. */
  readonly behindSign: boolean;
}

/**
 * The ends of a line behind each of its first gaps: without its label, or without its currency sign; and that behind a label
 * in small print. Specks fill no gap.
 */
export function tailsOf({ box, height, pieces }: PlacedLine, most: number): Tail[] {
  const right = box.x + box.width;
  const tails: Tail[] = [];
  const glyphs = pieces.filter((piece) => Math.max(piece.box.width, piece.box.height) >= SPECK * height);
  const full = glyphs.find((piece) => piece.box.height >= FULL_SIZE * height);
  if (full !== undefined && full.box.x - box.x >= LABEL_GAP * height) {
    const x = full.box.x - LABEL_GAP * height * 0.5;
    tails.push({ box: { ...box, x, width: right - x }, behindSign: false });
  }
  let gaps = 0;
  let reach = Number.NEGATIVE_INFINITY;
  for (const piece of glyphs) {
    if (gaps < most && reach > box.x && piece.box.x - reach >= LABEL_GAP * height) {
      const x = (piece.box.x + reach) / 2;
      const behindSign = reach - box.x <= SIGN_WIDTH * height;
      gaps++;
      tails.push({ box: { ...box, x, width: right - x }, behindSign });
    }
    reach = Math.max(reach, piece.box.x + piece.box.width);
  }
  return tails;
}
