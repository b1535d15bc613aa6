import type { MicrLine, MicrScript } from '../../document/result.ts';
import type { Country } from '../country.ts';
import { sameNumber } from '../same-number.ts';
import { brazilMeanings } from './brazil.ts';
import { canadaMeanings } from './canada.ts';
import { elsewhereMeanings } from './elsewhere.ts';
import { franceMeanings } from './france.ts';
import { indiaMeanings } from './india.ts';
import type { MicrGrammar, MicrMeaning } from './micr-meaning.ts';
import { ukMeanings } from './uk.ts';
import { usMeanings } from './us.ts';

export interface ParseMicrOptions {
  /** The country whose cheques are expected; a line that is of another shows so in its evidence. */
  readonly country?: Country;
  /** The serial number printed on the cheque, which decides where a US line leaves it open. */
  readonly printedSerial?: string;
}

/** In this order where a line fits more than one; their forms leave little room for that. */
const GRAMMARS: Readonly<Record<MicrScript, Readonly<Partial<Record<Country | 'other', MicrGrammar>>>>> = {
  e13b: { US: usMeanings, CA: canadaMeanings, IN: indiaMeanings, GB: ukMeanings, other: elsewhereMeanings },
  cmc7: { FR: franceMeanings, BR: brazilMeanings },
};

/** A meaning has to have this share of all, else the line leaves it open. */
const ONE_MEANING = 0.9;
/** How much more, and less, a meaning counts whose serial number is the printed one, or another. */
const PRINTED = 20;
const NOT_PRINTED = 0.2;

/**
 * The parts of a MICR line. Which country's it is shows in its form, unless it is told. Rules besides those of the country:
 * `micr-country` (the line is of the country that was told; left out where none was), `micr-unread` (every character could be
 * read), and `micr-serial` (the line leaves one way to find its serial number). Undefined when it is no country's line.
 */
export function parseMicr(
  { script, text }: Pick<MicrLine, 'script' | 'text'>,
  { country, printedSerial }: ParseMicrOptions = {},
): MicrMeaning | undefined {
  const grammars = GRAMMARS[script];
  const told = country === undefined ? [] : (grammars[country]?.(text) ?? []);
  const meanings =
    told.length > 0
      ? told
      : (Object.values(grammars)
          .map((of) => of(text))
          .find(hasAny) ?? []);
  const weighed = meanings
    .map((meaning) => ({ meaning, weight: meaning.weight * serialWeight(meaning, printedSerial) }))
    .sort((a, b) => b.weight - a.weight);
  const best = weighed[0];
  if (best === undefined) return undefined;
  const { meaning } = best;
  const same = weighed.filter((other) => other.meaning.parts.serial === meaning.parts.serial);
  const clear = sumOf(same) >= ONE_MEANING * sumOf(weighed);
  return {
    ...meaning,
    evidence: [
      ...meaning.evidence,
      ...(country === undefined ? [] : [{ rule: 'micr-country', held: meaning.country === country }]),
      { rule: 'micr-unread', held: !text.includes('?') },
      { rule: 'micr-serial', held: clear && meaning.parts.serial !== undefined },
    ],
  };
}

function serialWeight({ parts }: MicrMeaning, printed: string | undefined): number {
  if (printed === undefined || parts.serial === undefined) return 1;
  return sameNumber(parts.serial, printed) ? PRINTED : NOT_PRINTED;
}

function hasAny(meanings: readonly MicrMeaning[]): boolean {
  return meanings.length > 0;
}

function sumOf(weighed: readonly { readonly weight: number }[]): number {
  return weighed.reduce((sum, { weight }) => sum + weight, 0);
}
