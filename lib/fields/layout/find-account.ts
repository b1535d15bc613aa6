import { median } from '../../document/averages.ts';
import { type Box, isMostlyIn } from '../../document/geometry.ts';
import { bestApart } from './best-apart.ts';
import {
  type ChequeLook,
  digitsIn,
  type FoundZone,
  isAbreast,
  type PlacedLine,
  placeIn,
  placeScore,
} from './cheque-look.ts';
import { roomOf, tailsOf } from './find-room.ts';

/** An account number is printed or stamped: long, in the left part or the middle, over the MICR line. */
const MOST_X = 0.72;
const LEAST_Y = 0.2;
const MOST_Y = 0.9;
const LEAST_HEIGHT = 0.012;
const MOST_HEIGHT = 0.12;
const USUAL = { x: 0.25, y: 0.6 };
const STRAYING = { x: 0.25, y: 0.2 };
/** Each digit speaks for it, up to as many as account numbers have. */
const DIGIT = 0.3;
const LEAST_DIGITS = 4;
const MOST_DIGITS = 16;
const WALL = 0.4;
/** What stands so evenly is a number, even where it was not read: in a rule or in the print below it. It says so much less. */
const LEAST_ALIKE = 9;
const LIKE_DIGIT = 0.5;
/** Heights and distances of digits are this alike, as shares of the middle ones; so many of them are. */
const UNLIKE = 0.25;
const MOSTLY = 0.75;
/** Digits are at most this wide, in their heights, and their middles at most so far apart. */
const MOST_WIDE = 0.9;
const MOST_PITCH = 2.2;
/** Behind a gap: stamped digits stand apart, so that it may be a part of the number only. */
const TAIL = -1;
/** What stands in a box may be one even where its digits were not read. */
const SIDES = 4;
/** Stamped digits stand far apart; so far to the right, in heights, more of them may follow. */
const OPEN_RIGHT = 3;

/** Places that may hold an account number printed on a cheque's face, the likeliest first. */
export function findAccount(look: ChequeLook, most: number): FoundZone[] {
  const { frame, combs } = look;
  const zones = [...look.rows, ...look.rowsAcross].flatMap((line): FoundZone[] => {
    const at = placeIn(frame, line.box);
    const tall = line.height / frame.height;
    if (at.x > MOST_X || at.y < LEAST_Y || at.y > MOST_Y || tall < LEAST_HEIGHT || tall > MOST_HEIGHT) {
      return [];
    }
    if (look.micr !== undefined && isAbreast(look.micr, line.box)) return [];
    return [line.box, ...tailsOf(line, 2).map(({ box }) => box)].flatMap((written, i) => {
      const digits = Math.max(digitsIn(written, look), LIKE_DIGIT * alikeIn(written, line));
      const open = { right: OPEN_RIGHT * line.height };
      const { box, walls } = roomOf(written, line.height, look, open);
      if (digits < LEAST_DIGITS && walls < SIDES) return [];
      const place = placeScore(at, USUAL, STRAYING);
      return [
        { box, score: place + DIGIT * Math.min(digits, MOST_DIGITS) + WALL * walls + (i > 0 ? TAIL : 0) },
      ];
    });
  });
  const boxes = combs
    .filter(({ cells, box }) => cells > 8 && placeIn(frame, box).x <= MOST_X)
    .map(({ box, walls }): FoundZone => ({ box, walls, score: DIGIT * MOST_DIGITS + 4 * WALL }));
  return bestApart([...boxes, ...zones], most);
}

/** How many glyphs stand in a box as stamped or typed digits do: equally high and evenly apart; 0 if too few do. */
function alikeIn(box: Box, { pieces, height }: PlacedLine): number {
  const full = pieces.flatMap((piece) =>
    isMostlyIn(piece.box, box) && Math.abs(piece.box.height - height) <= UNLIKE * height ? [piece.box] : [],
  );
  const middles = full.map(({ x, width }) => x + width / 2);
  const steps = middles.slice(1).map((x, i) => x - middles[i]!);
  const usual = median(steps, 0);
  const even = steps.filter((step) => Math.abs(step - usual) <= UNLIKE * usual).length;
  const isNumber =
    full.length >= LEAST_ALIKE &&
    even >= MOSTLY * steps.length &&
    usual <= MOST_PITCH * height &&
    full.every(({ width }) => width <= MOST_WIDE * height);
  return isNumber ? full.length : 0;
}
