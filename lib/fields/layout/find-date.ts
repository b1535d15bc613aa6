import { type Box, isMostlyIn } from '../../document/geometry.ts';
import { bestApart } from './best-apart.ts';
import { type ChequeLook, type Comb, digitsIn, type FoundZone, placeIn, placeScore } from './cheque-look.ts';
import { roomOf, tailsOf } from './find-room.ts';

/** A date stands in the right part or the middle, over the MICR line. */
const LEAST_X = 0.35;
const MOST_Y = 0.85;
const LEAST_HEIGHT = 0.015;
const MOST_HEIGHT = 0.2;
/** Most often at the upper right. */
const USUAL = { x: 0.82, y: 0.15 };
const STRAYING = { x: 0.16, y: 0.16 };
/** Nothing says date as a comb of six or eight cells does, or of ten with its signs in cells too. */
const DIGIT_CELLS = [6, 8];
const SIGNED_CELLS = 10;
const COMB = 5;
/** What a comb says of whose cells some may not have been found. */
const ALMOST = 3;
/** What digits speak for it, and what more of them than a date has speak against it. */
const DIGIT = 0.4;
const MOST_DIGITS = 8;
/** A date often has its label in its line; what stands before a gap may be its first part as well. */
const TAIL = -0.8;

/** Places that may hold the date, the likeliest first. */
export function findDate(look: ChequeLook, most: number): FoundZone[] {
  const { frame, combs } = look;
  const zones = look.rows.flatMap((line): FoundZone[] => {
    const { x, y } = placeIn(frame, line.box);
    const tall = line.height / frame.height;
    if (x < LEAST_X || y > MOST_Y || tall < LEAST_HEIGHT || tall > MOST_HEIGHT) return [];
    if (combs.some(({ box }) => isMostlyIn(line.box, box))) return [];
    return [line.box, ...tailsOf(line, 2).map(({ box }) => box)].map((written, i) => {
      const { box } = roomOf(written, line.height, look);
      const digits = digitsIn(written, look);
      const fit = Math.min(digits, MOST_DIGITS) - Math.max(0, digits - MOST_DIGITS);
      return {
        box,
        score: placeScore(placeIn(frame, written), USUAL, STRAYING) + DIGIT * fit + (i > 0 ? TAIL : 0),
      };
    });
  });
  return bestApart([...combs.map((comb) => combZone(comb, frame)), ...zones], most);
}

function combZone({ box, cells, walls }: Comb, frame: Box): FoundZone {
  const oneEach = DIGIT_CELLS.includes(cells);
  const score = placeScore(placeIn(frame, box), USUAL, STRAYING);
  // Where a cell may hold a sign, or two digits share what was taken for one cell, the line tells what stands there.
  return oneEach
    ? { box, walls, score: score + COMB }
    : { box, score: score + (cells === SIGNED_CELLS ? COMB : ALMOST) };
}
