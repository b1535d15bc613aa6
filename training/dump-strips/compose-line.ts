import type { GreyImage } from '../../lib/document/image.ts';
import { resample } from '../../lib/preprocess/resample.ts';
import type { Random } from '../../local/seeded-random.ts';
import { blankInk, drawStroke, pasteInk, trimInk } from '../dump-crops/ink-picture.ts';
import { drawMark } from '../dump-crops/marks.ts';
import type { Hand } from './hands.ts';
import { joinGlyphs, type LaidGlyph } from './join-glyphs.ts';
import { struckOut, withBar, withUpstroke } from './penmanship.ts';
import { OTHER_SIGN } from './strip-set.ts';
import { LETTER, RUPEE, SPACE, STRUCK_OUT } from './texts.ts';

/** A line's ink, and from where to where its digits stand. */
export interface ComposedLine {
  readonly ink: GreyImage;
  readonly left: number;
  readonly right: number;
  /** Of a digit, in pixels, and where it stands. */
  readonly height: number;
  readonly foot: number;
}

/** Digits are drawn at this many pixels: as on cheques scanned at 100 to 200 dots an inch. */
const LOWEST = 20;
const HIGHEST = 36;
/** At most this much of a glyph is covered by the one before it. */
const MOST_COVERED = 0.45;

/** So many lines by hand have joined glyphs; glyphs other than zeros are joined so much less often. */
const JOINED_SHARE = 0.3;
const JOINED_OTHERS = 0.3;
/** So many lines of print were stamped by a numbering machine, whose wheels stand apart and never quite in line. */
const STAMPED_SHARE = 0.3;
/** So many lines by hand are of writers who lead an upstroke to their 1. */
const CONTINENTAL_SHARE = 0.4;

/** How one line is written. Lengths in digit heights. */
export interface Manner {
  readonly height: number;
  readonly gap: number;
  readonly gapJitter: number;
  readonly climb: number;
  readonly sizeJitter: number;
  readonly baseJitter: number;
  readonly aspect: number;
  readonly smallZeros: number;
  /** By how much a small zero's foot lies over the base line. */
  readonly zeroRise: number;
  /** How often an upstroke leads to the top of a 1, and how often a 7 has a bar. */
  readonly upstrokes: number;
  readonly bars: number;
  readonly pen: number;
  /** How often the pen goes on to the next glyph without being lifted, from or to a zero; between others less often. */
  readonly joins: number;
}

/** A line's manner; in the cells of a comb digits stand far apart. */
export function mannerOf(hand: Hand, comb: boolean, random: Random): Manner {
  const common = { height: random.between(LOWEST, HIGHEST), pen: random.between(0.07, 0.16) };
  if (hand.printed) {
    const isStamped = !comb && random.next() < STAMPED_SHARE;
    return {
      ...common,
      gap: comb
        ? random.between(0.5, 1.2)
        : isStamped
          ? random.between(0.15, 0.8)
          : random.between(0.02, 0.28),
      gapJitter: isStamped ? random.between(0.01, 0.08) : 0.01,
      climb: isStamped ? random.between(-0.03, 0.03) : 0,
      sizeJitter: 0,
      baseJitter: isStamped ? random.between(0.03, 0.25) : 0,
      aspect: random.between(0.8, 1.2),
      smallZeros: 1,
      zeroRise: 0,
      upstrokes: 0,
      bars: 0,
      joins: 0,
    };
  }
  const continental = random.next() < CONTINENTAL_SHARE;
  const smallZeros = random.next() < 0.3 ? random.between(0.4, 0.8) : 1;
  return {
    ...common,
    gap: comb ? random.between(0.4, 1.2) : random.between(-0.2, 0.3),
    gapJitter: random.between(0.03, 0.16),
    climb: random.between(-0.08, 0.08),
    sizeJitter: random.between(0.03, 0.16),
    baseJitter: random.between(0.02, 0.1),
    aspect: random.between(0.75, 1.2),
    smallZeros,
    zeroRise: random.next() < 0.5 ? random.between(0, 1 - smallZeros) : 0,
    upstrokes: continental ? random.between(0.6, 1) : 0,
    bars: continental ? random.between(0.3, 1) : 0.05,
    joins: !comb && random.next() < JOINED_SHARE ? random.between(0.2, 1) : 0,
  };
}

/** Writes a text in a hand: digits touching or apart, out of line, of uneven size, as the manner of the line has it. */
export function composeLine(text: string, hand: Hand, manner: Manner, random: Random): ComposedLine {
  const { height } = manner;
  const room = Math.ceil(height * 0.8);
  const paper = blankInk(Math.ceil((text.length + 2) * height * 2.4), Math.ceil(height * 2.6));
  const foot = Math.round(room + height);
  let end = room;
  let left = paper.width;
  let right = 0;
  let before: (LaidGlyph & { readonly sign: string }) | undefined;
  for (const sign of text) {
    if (sign === SPACE) {
      end += Math.round(random.between(0.25, 0.7) * height);
      before = undefined;
      continue;
    }
    const glyph = glyphFor(sign, hand, manner, random);
    const gap = (manner.gap + random.between(-1, 1) * manner.gapJitter) * height;
    const overlap = Math.max(gap, -MOST_COVERED * glyph.ink.width, 2 - glyph.ink.width);
    const x = Math.max(room, Math.round(end + (end === room ? 0 : overlap)));
    const rise =
      glyph.foot * height + manner.climb * (x - room) + random.between(-1, 1) * manner.baseJitter * height;
    const laid = { sign, ink: glyph.ink, x, y: Math.round(foot - rise - glyph.ink.height) };
    pasteInk(paper, laid.ink, laid.x, laid.y);
    const often = before?.sign === '0' || sign === '0' ? 1 : JOINED_OTHERS;
    if (before && random.next() < manner.joins * often) {
      joinGlyphs(paper, before, laid, penOf(manner), random);
    }
    before = laid;
    end = Math.max(end, x + glyph.ink.width);
    if (/\d/u.test(sign)) {
      left = Math.min(left, x);
      right = Math.max(right, x + glyph.ink.width);
    }
  }
  const width = Math.min(paper.width, end + room);
  const ink = { width, height: paper.height, data: new Uint8Array(width * paper.height) };
  for (let y = 0; y < paper.height; y++) {
    ink.data.set(paper.data.subarray(y * paper.width, y * paper.width + width), y * width);
  }
  return { ink, left, right, height, foot };
}

interface PlacedGlyph {
  readonly ink: GreyImage;
  /** By how much its foot lies over the base line, in digit heights. */
  readonly foot: number;
}

function glyphFor(sign: string, hand: Hand, manner: Manner, random: Random): PlacedGlyph {
  const { height, aspect } = manner;
  const isStruck = sign === STRUCK_OUT;
  const drawn = isStruck ? String(random.below(10)) : signFor(sign, hand, random);
  const own = hand.glyphs.get(drawn);
  if (own === undefined) return drawnSign(drawn, manner, random);
  const glyph = own[random.below(own.length)]!;
  const place = hand.placeOf(drawn);
  const size =
    (place?.height ?? 1) *
    Math.exp(random.between(-1, 1) * manner.sizeJitter) *
    (sign === '0' ? manner.smallZeros : 1);
  const tall = Math.max(2, Math.round(height * size));
  const wide = Math.max(1, Math.round((glyph.width * tall * aspect) / glyph.height));
  const drop = !hand.printed && random.next() < 0.1 ? -random.between(0.05, 0.25) : 0;
  const ink = scaled(glyph, wide, tall);
  const rise = sign === '0' ? manner.zeroRise : 0;
  return {
    ink: isStruck ? struckOut(ink, penOf(manner), random) : asOneWrites(drawn, ink, manner, random),
    foot: (place?.foot ?? 0) + drop + rise,
  };
}

/** How thick the line's pen writes, in pixels. */
const penOf = ({ pen, height }: Manner) => Math.max(1.2, pen * height);

/** The digit with what the line's writer adds to it. */
function asOneWrites(digit: string, ink: GreyImage, manner: Manner, random: Random): GreyImage {
  const thickness = penOf(manner);
  if (digit === '1' && random.next() < manner.upstrokes) return withUpstroke(ink, thickness, random);
  if (digit === '7' && random.next() < manner.bars) return withBar(ink, thickness, random);
  return ink;
}

/** Letters that a digit looks like are one only in a word; a sign alone is any other letter, or a mark. */
const LIKE_A_DIGIT = /[BGILOQSZbgijloqyzDs]/u;
/** So many signs alone are marks rather than letters, in a hand that has letters. */
const MARKS = 0.35;

function signFor(sign: string, { glyphs, printed }: Hand, random: Random): string {
  if (sign !== OTHER_SIGN && sign !== LETTER) return sign;
  if (sign === OTHER_SIGN && !printed && random.next() < MARKS) return sign;
  const letters = [...glyphs.keys()].filter(
    (key) => /[A-Za-z$€£#]/u.test(key) && (sign === LETTER || !LIKE_A_DIGIT.test(key)),
  );
  return letters.length === 0 ? sign : letters[random.below(letters.length)]!;
}

function scaled(glyph: GreyImage, width: number, height: number): GreyImage {
  const levels = resample(glyph, { x: 0, y: 0, width: glyph.width, height: glyph.height }, width, height);
  return { width, height, data: Uint8Array.from(levels, (level) => Math.min(255, level)) };
}

/** A sign drawn with the line's pen; what has no name of its own is any mark. */
function drawnSign(sign: string, manner: Manner, random: Random): PlacedGlyph {
  const { height } = manner;
  const size = Math.ceil(height * 1.5);
  const paper = blankInk(size, size);
  const thickness = penOf(manner);
  const stroke = (...points: readonly (readonly [number, number])[]) =>
    drawStroke(
      paper,
      points.map(([x, y]) => ({ x: x * height + 3, y: y * height + 3 })),
      thickness,
    );
  const jitter = (by = 0.06) => random.between(-by, by);
  let foot = 0;
  switch (sign) {
    case '.': {
      stroke([0.05 + jitter(0.03), 0.05], [0.05 + random.between(0, 0.08), 0.05 + random.between(0, 0.08)]);
      foot = random.next() < 0.2 ? random.between(0.1, 0.4) : jitter(0.06);
      break;
    }
    case ',':
      stroke(
        [0.2 + jitter(), 0],
        [0.15 + jitter(), 0.15 + jitter()],
        [random.between(0, 0.15), random.between(0.2, 0.45)],
      );
      foot = random.next() < 0.15 ? random.between(0.5, 0.8) : -random.between(0.1, 0.35);
      break;
    case '-': {
      const length = random.next() < 0.25 ? random.between(0.7, 1.3) : random.between(0.25, 0.7);
      stroke([0, 0.1 + jitter(0.03)], [length, 0.1 + jitter(0.08)]);
      foot = random.between(0.2, 0.6);
      break;
    }
    case '/': {
      const lean = random.between(0.15, 0.6);
      stroke([lean, 0], [jitter(0.05) + 0.05, random.between(1.0, 1.35)]);
      foot = -random.between(0, 0.25);
      break;
    }
    case '=': {
      const length = random.between(0.3, 0.7);
      const gap = random.between(0.15, 0.3);
      stroke([0, jitter()], [length, jitter()]);
      stroke([jitter(), gap + jitter()], [length + jitter(), gap + jitter()]);
      foot = random.between(0.15, 0.5);
      break;
    }
    case RUPEE: {
      const tall = random.between(0.7, 1.3);
      const wide = tall * random.between(0.5, 0.75);
      const bar = tall * random.between(0.16, 0.3);
      const bowl = tall * random.between(0.4, 0.55);
      stroke([0, 0], [wide, jitter(0.03)]);
      stroke([0, bar], [wide, bar + jitter(0.03)]);
      stroke(
        [wide * 0.2, 0],
        [wide * 0.65, bowl * 0.12],
        [wide * random.between(0.7, 0.9), bowl / 2],
        [wide * 0.6, bowl * 0.9],
        [wide * 0.1, bowl],
        [wide * random.between(0.7, 1), tall],
      );
      foot = jitter(0.15);
      break;
    }
    default: {
      const mark = trimInk(drawMark(random));
      if (mark === undefined) break;
      const tall = Math.max(3, Math.round(height * random.between(0.6, 1.25)));
      const wide = Math.max(
        2,
        Math.min(Math.round(height * 1.4), Math.round((mark.width * tall) / mark.height)),
      );
      return { ink: scaled(mark, wide, tall), foot: jitter(0.1) };
    }
  }
  return { ink: trimInk(paper) ?? blankInk(1, 1), foot };
}
