import { type Box, isMostlyIn, overlapY, unionBoxes } from '../../document/geometry.ts';

/** A text line as far as its place tells something. Boxes in prepared-page pixels, here as in all of this folder. */
export interface PlacedLine {
  readonly box: Box;
  /** Of its full-size glyphs. */
  readonly height: number;
  /** What it is made of, from left to right. */
  readonly pieces: readonly { readonly box: Box }[];
}

/** A number that was found on the page. */
export interface PlacedNumber {
  /** Its digits. */
  readonly text: string;
  /** With the separators between them, where there are any. */
  readonly written?: string;
  readonly box: Box;
  readonly confidence: number;
}

/** Cells of one size side by side, for one character each. */
export interface Comb {
  readonly box: Box;
  readonly cells: number;
  /** Where the sides of its cells are, also those that were not found: one more than there are cells. */
  readonly walls: readonly number[];
}

/** What is known of a page: where rules, lines and numbers are, and nothing of its pixels. */
export interface ChequeMarks {
  readonly width: number;
  readonly height: number;
  readonly rules: readonly { readonly direction: 'lying' | 'standing'; readonly box: Box }[];
  readonly lines: readonly PlacedLine[];
  readonly numbers: readonly PlacedNumber[];
  /** The line of magnetic ink, which is at the foot of the cheque. */
  readonly micr?: Box;
}

/** What the finders see of a page; `lookAtCheque` makes it, so that they share what each of them needs. */
export interface ChequeLook extends ChequeMarks {
  readonly frame: Box;
  /** The surest first. */
  readonly combs: readonly Comb[];
  /** Lines with what stands abreast of them, from left to right: up to the next standing rule, and across all of them. */
  readonly rows: readonly PlacedLine[];
  readonly rowsAcross: readonly PlacedLine[];
}

/** A place where a field may stand. */
export interface FoundZone {
  readonly box: Box;
  /** What the layout says for it, in natural logarithms of odds; only differences matter. */
  readonly score: number;
  /** Of a comb that is to be read cell by cell, one digit in each: the x of the sides of its cells. */
  readonly walls?: readonly number[];
}

/** Lines and rules further from all others than this share of the page are dirt at its edge. */
const LEAST_LINE = 0.004;

/** The part of the page that the cheque covers: all writing and rules down to the MICR line. */
export function chequeFrame({ width, height, lines, rules, micr }: ChequeMarks): Box {
  const written = lines.filter(({ box }) => box.height >= LEAST_LINE * height).map(({ box }) => box);
  const all = [...written, ...rules.map(({ box }) => box), ...(micr ? [micr] : [])];
  const box = all.length > 0 ? unionBoxes(all) : { x: 0, y: 0, width, height };
  const foot = micr === undefined ? box.y + box.height : micr.y + micr.height;
  return { ...box, height: Math.max(1, foot - box.y) };
}

/** As shares of a frame's width and height. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where the middle of a box lies in a frame: 0 to 1 from the left, and from the top. */
export function placeIn(frame: Box, box: Box): Place {
  return {
    x: (box.x + box.width / 2 - frame.x) / frame.width,
    y: (box.y + box.height / 2 - frame.y) / frame.height,
  };
}

/** What a place says for a field that usually stands at `usual` and strays by so much: no more than 0. */
export function placeScore(at: Place, usual: Place, straying: Place): number {
  return -Math.abs(at.x - usual.x) / straying.x - Math.abs(at.y - usual.y) / straying.y;
}

/** Whether boxes stand beside each other: the lower one shares at least half of its height. */
export function isAbreast(a: Box, b: Box): boolean {
  return overlapY(a, b) >= 0.5 * Math.min(a.height, b.height);
}

/** How many digits of the page's numbers stand in a box, each as far as its number is sure. */
export function digitsIn(box: Box, { numbers }: Pick<ChequeMarks, 'numbers'>): number {
  return numbers
    .filter((number) => isMostlyIn(number.box, box))
    .reduce((sum, { text, confidence }) => sum + text.length * confidence, 0);
}
