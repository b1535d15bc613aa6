import { areaOf, type Box, growBox, isMostlyIn, overlapArea, unionBoxes } from '../../document/geometry.ts';
import { bestApart } from './best-apart.ts';
import { type ChequeLook, digitsIn, type FoundZone, placeIn, placeScore } from './cheque-look.ts';
import { findBoxes } from './find-boxes.ts';
import { roomOf, tailsOf } from './find-room.ts';
import { partsBetweenWalls } from './find-rows.ts';

/** The courtesy amount stands in the right part, over the MICR line; nothing of it is lower than its glyphs are high. */
const LEAST_X = 0.5;
const LEAST_Y = 0.02;
const MOST_Y = 0.85;
/** Writing is at least this high and at most this high, of the cheque's height. */
const LEAST_HEIGHT = 0.018;
const MOST_HEIGHT = 0.25;
/** It has most often its middle here, and strays by so much. */
const USUAL = { x: 0.86, y: 0.45 };
const STRAYING = { x: 0.12, y: 0.16 };
/** What each side that bounds it, a whole box, digits found, and height speak for it. */
const WALL = 0.5;
const BOX = 3;
const DIGIT = 0.4;
const MOST_DIGITS = 6;
/** What it says that a number of the page is written with cents; paper round it, in its heights. */
const CENTS = 1;
const ROUND_NUMBER = 0.3;
/** Whole units and cents, with or without signs between the thousands. */
const WITH_CENTS = /^(\d+|\d{1,3}([,.]\d{3})+)[.,]\d\d$/u;
/** The place is open to the right so far, in heights: `/-` and cents in other strokes belong to it. */
const OPEN_RIGHT = 2.5;
/** What is left without a single glyph before a gap, which may be the currency sign, and without a label. */
const SIGN = 0.7;
const TAIL = -0.2;

/** Places that may hold the courtesy amount, the likeliest first. */
export function findAmount(look: ChequeLook, most: number): FoundZone[] {
  const { frame, combs } = look;
  const rows = look.rows.flatMap((row) => [row, ...partsBetweenWalls(row, look).slice(1)]);
  const isRightPart = ({ x, y }: ReturnType<typeof placeIn>) => x >= LEAST_X && y >= LEAST_Y && y <= MOST_Y;
  const layoutScore = (box: Box) => {
    const digits = Math.min(MOST_DIGITS, digitsIn(box, look));
    return placeScore(placeIn(frame, box), USUAL, STRAYING) + DIGIT * digits;
  };
  const zones = rows.flatMap((line): FoundZone[] => {
    const tall = line.height / frame.height;
    if (!isRightPart(placeIn(frame, line.box)) || tall < LEAST_HEIGHT || tall > MOST_HEIGHT) return [];
    if (combs.some(({ box }) => isMostlyIn(line.box, box))) return [];
    const whole = { box: line.box, score: 0 };
    const tails = tailsOf(line, 1).map(({ box, behindSign }) => ({ box, score: behindSign ? SIGN : TAIL }));
    return [whole, ...tails].map(({ box: written, score }) => {
      const open = { right: OPEN_RIGHT * line.height };
      const room = roomOf(written, line.height, look, open);
      return { box: room.box, score: layoutScore(written) + WALL * room.walls + score };
    });
  });
  const boxes = findBoxes(look).flatMap((box): FoundZone[] => {
    if (!isRightPart(placeIn(frame, box)) || isEmpty(box, look)) return [];
    if (combs.some((comb) => isMostlyIn(box, comb.box))) return [];
    return [{ box, score: layoutScore(box) + BOX }];
  });
  const numbers = look.numbers.flatMap(({ written = '', box: ink }): FoundZone[] => {
    if (!WITH_CENTS.test(written) || !isRightPart(placeIn(frame, ink))) return [];
    const box = growBox(ink, ROUND_NUMBER * ink.height);
    return [{ box, score: layoutScore(box) + CENTS }];
  });
  return bestApart(
    [...boxes, ...zones, ...numbers].filter(({ box }) => !isTooLittle(box, look)),
    most,
  );
}

/** What is narrower than high is one glyph, and what is low a dash: strokes of a closing `/-` behind a wall, and no amount. */
function isTooLittle(box: Box, { lines, frame }: ChequeLook): boolean {
  const glyphs = lines
    .flatMap(({ pieces }) => pieces.map((piece) => piece.box))
    .filter((piece) => isMostlyIn(piece, box) && piece.height >= LEAST_HEIGHT * frame.height);
  const ink = glyphs.length === 0 ? undefined : unionBoxes(glyphs);
  return ink === undefined || ink.width < ink.height;
}

function isEmpty(box: Box, { lines }: ChequeLook): boolean {
  return lines.every((line) => overlapArea(line.box, box) < 0.5 * areaOf(line.box));
}
