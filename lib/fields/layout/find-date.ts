import { type Box, isMostlyIn } from '../../document/geometry.ts';
import { bestApart } from './best-apart.ts';
import {
  type ChequeLook,
  chequeFrame,
  digitsIn,
  type FoundZone,
  placeIn,
  placeScore,
} from './cheque-look.ts';
import { type Comb, findCombs } from './find-comb.ts';
import { roomOf, tailsOf } from './find-room.ts';
import { findRows } from './find-rows.ts';

/** A date stands in the right part or the middle, over the MICR line. */
const LEAST_X = 0.35;
const MOST_Y = 0.85;
const LEAST_HEIGHT = 0.015;
const MOST_HEIGHT = 0.2;
/** Most often at the upper right. */
const USUAL = { x: 0.82, y: 0.15 };
const STRAYING = { x: 0.16, y: 0.16 };
/** Nothing says date as a comb of six or eight cells does; one of whose cells some were not found says much. */
const DATE_CELLS = [6, 8, 10];
const COMB = 5;
const ALMOST = 3;
/** What digits speak for it, and what more of them than a date has speak against it. */
const DIGIT = 0.4;
const MOST_DIGITS = 8;
/** A date often has its label in its line; what stands before a gap may be its first part as well. */
const TAIL = -0.8;

/** Places that may hold the date, the likeliest first. */
export function findDate(look: ChequeLook, most: number): FoundZone[] {
  const frame = chequeFrame(look);
  const combs = findCombs(look);
  const zones = findRows(look).flatMap((line): FoundZone[] => {
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
  const isDate = DATE_CELLS.includes(cells);
  return { box, walls, score: placeScore(placeIn(frame, box), USUAL, STRAYING) + (isDate ? COMB : ALMOST) };
}
