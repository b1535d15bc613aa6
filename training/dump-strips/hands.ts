import type { GreyImage } from '../../lib/document/image.ts';
import { DIGITS } from '../../lib/read/frames.ts';
import type { Random } from '../../local/seeded-random.ts';
import type { Split } from '../dump-crops/crop-set.ts';
import { trimInk } from '../dump-crops/ink-picture.ts';
import { bhmsds } from '../dump-crops/sets/bhmsds.ts';
import { type IdxDigit, optdigits, readMnistTraining, usps } from '../dump-crops/sets/idx-digits.ts';
import { orandDigits } from '../dump-crops/sets/orand.ts';
import { dida, photographedLetters, photos } from '../dump-crops/sets/pictures.ts';
import { withoutMislabelled } from './mislabelled-digits.ts';
import { pickByShare } from './pick-by-share.ts';
import { type GlyphPlace, handwrittenPlace } from './place.ts';
import { printedHands } from './print.ts';
import { writtenHands } from './written.ts';

/** One way of writing: a person's digits, a set's, or a font. */
export interface Hand {
  readonly name: string;
  readonly split: Split;
  /** Trimmed ink, bright on black, by character: ten digits, and whatever else the hand has. */
  readonly glyphs: ReadonlyMap<string, readonly GreyImage[]>;
  /** Where letters and signs stand that are not as high as a digit or not on its base line. */
  placeOf(sign: string): GlyphPlace | undefined;
  /** Print stands on one base line at one size and pitch. */
  readonly printed: boolean;
}

/** Hands with their share of the lines that are composed. */
export interface Hands {
  pick(split: Split, random: Random): Hand;
}

const SHARES: Readonly<Record<string, number>> = {
  mnist: 0.4,
  'orand-car-a': 0.22,
  dida: 0.07,
  usps: 0.05,
  optdigits: 0.04,
  bhmsds: 0.06,
  'photos-62': 0.04,
  fonts: 0.12,
  handwriting: 0.25,
};

/** The sets that hands are of. */
export const HAND_SETS: readonly string[] = Object.keys(SHARES);

/** All hands of the sets that are not left out. */
export async function loadHands(root: string, leaveOut: ReadonlySet<string>): Promise<Hands> {
  const families = new Map<string, readonly Hand[]>();
  const add = async (name: string, load: () => Promise<readonly Hand[]>) => {
    if (!leaveOut.has(name)) families.set(name, (await load()).filter(hasAllDigits));
  };
  await add('mnist', () => mnistWriters(root));
  for (const set of [orandDigits, dida, usps, optdigits, bhmsds, photos]) {
    await add(set.name, async () => [...(await handsOfSet(set.name, set.glyphs(root)))]);
  }
  await add('fonts', printedHands);
  await add('handwriting', writtenHands);
  const letters = leaveOut.has(photos.name) ? new Map() : await handwrittenLetters(root);
  return {
    pick(split, random) {
      const fitting = [...families].flatMap(([name, hands]) => {
        const own = hands.filter((hand) => hand.split === split);
        return own.length === 0 ? [] : [{ own, share: SHARES[name] ?? 0 }];
      });
      if (fitting.length === 0)
        throw new Error(`Expected sets with digits for ${split} but all were left out`);
      const family = pickByShare(fitting, random);
      const hand = family.own[random.below(family.own.length)]!;
      if (hand.printed) return hand;
      return { ...hand, glyphs: new Map([...(letters.get(split) ?? []), ...hand.glyphs]) };
    },
  };
}

function hasAllDigits({ glyphs }: Hand): boolean {
  return [...DIGITS].every((digit) => (glyphs.get(digit)?.length ?? 0) > 0);
}

async function mnistWriters(root: string): Promise<Hand[]> {
  const writers = new Map<string, { split: Split; digits: IdxDigit[] }>();
  for (const digit of await readMnistTraining(root)) {
    const own = writers.get(digit.writer);
    if (own) own.digits.push(digit);
    else writers.set(digit.writer, { split: digit.split, digits: [digit] });
  }
  return [...writers].map(([writer, { split, digits }]) => ({
    name: `mnist ${writer}`,
    split,
    glyphs: byDigit(digits),
    placeOf: handwrittenPlace,
    printed: false,
  }));
}

/** A set that does not tell its writers apart is one hand for each split. */
async function handsOfSet(
  name: string,
  glyphs: AsyncIterable<{ readonly label: number; readonly split: Split; readonly ink: GreyImage }>,
): Promise<Hand[]> {
  const splits = new Map<Split, { label: number; ink: GreyImage }[]>();
  for await (const { label, split, ink } of glyphs) {
    if (label >= DIGITS.length) continue;
    if (!splits.has(split)) splits.set(split, []);
    splits.get(split)!.push({ label, ink });
  }
  return [...splits].map(([split, own]) => ({
    name,
    split,
    glyphs: byDigit(split === 'validation' ? withoutMislabelled(name, own) : own),
    placeOf: handwrittenPlace,
    printed: false,
  }));
}

/** Letters that any hand may write beside its digits, by split: no set has digits and letters of one writer. */
async function handwrittenLetters(root: string): Promise<Map<Split, Map<string, GreyImage[]>>> {
  const splits = new Map<Split, Map<string, GreyImage[]>>();
  for await (const { letter, split, ink } of photographedLetters(root)) {
    if (!splits.has(split)) splits.set(split, new Map());
    add(splits.get(split)!, letter, ink);
  }
  return splits;
}

function byDigit(digits: readonly { readonly label: number; readonly ink: GreyImage }[]) {
  const glyphs = new Map<string, GreyImage[]>();
  for (const { label, ink } of digits) {
    const trimmed = trimInk(ink);
    if (trimmed) add(glyphs, String(label), trimmed);
  }
  return glyphs;
}

function add(glyphs: Map<string, GreyImage[]>, key: string, ink: GreyImage): void {
  if (!glyphs.has(key)) glyphs.set(key, []);
  glyphs.get(key)!.push(ink);
}
