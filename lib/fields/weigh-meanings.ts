import { digitsOf } from '../document/digits-of.ts';
import type { AlternativeReading, Evidence, FieldKind } from '../document/result.ts';
import { roundProbability } from '../document/round-probability.ts';
import type { FieldReading, PlaceReading, Writing } from './field-reading.ts';

/** One thing that a writing can mean. */
export interface Meaning {
  readonly value: NonNullable<FieldReading['value']>;
  /** The value as text; two meanings with the same text are the same. */
  readonly text: string;
  /** How readily people write this value so: over 0, to 1; only the proportions matter. */
  readonly weight: number;
  /** How likely the value is before anything was read: over 0; only the proportions matter. @default 1 */
  readonly prior?: number;
  /** How likely what stands elsewhere is where this value is meant: over 0, to 1. @default 1 */
  readonly likelihood?: number;
  /** What the grammar has to say of this meaning. */
  readonly evidence: readonly Evidence[];
}

/** A writing that means nothing counts a little: it may stand there all the same. */
const NO_MEANING = 0.01;
/** Writings that the reader did not list are taken to have at least this weight. */
const UNLISTED = 0.5;
/** A value has to have this share of all that its writings can mean, else their signs leave room for another. */
const ONE_MEANING = 0.9;
/** Alternatives less likely than this are not worth a look. */
const LEAST_ALTERNATIVE = 0.005;
const MOST_ALTERNATIVES = 4;

/** By what is read here alone, and with what stands elsewhere. */
const weighAlone = ({ weight, prior = 1 }: Meaning) => weight * prior;
const weigh = (meaning: Meaning) => weighAlone(meaning) * (meaning.likelihood ?? 1);

/** The writing and meaning that speak most for a value, and the weight of all that do. */
interface Voice {
  readonly meaning: Meaning;
  readonly raw: string;
  readonly most: number;
  readonly total: number;
}

export interface WeighOptions {
  /**
   * Share (0 to 1) of misread writings that have a meaning all the same. Where it is small, a writing that has one was seldom
   * misread, and what the reader did not list counts less. @default 1
   */
  readonly misread?: number;
}

/** All that speaks for one value. */
interface Support {
  /** Without a character put right, and with one. */
  readonly plain: Voice | undefined;
  readonly repaired: Voice | undefined;
  readonly total: number;
  /** As `total`, but for how likely the value is beforehand: signs alone tell whether there is another meaning. */
  readonly ways: number;
  /** Of every writing that can mean it: the weight of all that it can mean, and its digits. */
  readonly possible: number;
  readonly digits: ReadonlySet<string>;
}

/**
 * From the ways to read a place to its likeliest value: each writing counts by its probability times how readily people
 * write so, and writings that mean the same are added up. Digits are never changed. Two rules are added to the evidence:
 * `one-meaning` (the signs between the digits leave no room for another value) and `likeliest-digits` (the value rests on
 * the digits that the reader holds for the likeliest). Where nothing has a meaning the value is null, its confidence 0, and
 * the rule `grammar` did not hold.
 */
export function weighMeanings(
  kind: FieldKind,
  place: PlaceReading,
  grammar: string,
  meaningsOf: (text: string) => readonly Meaning[],
  { misread = 1 }: WeighOptions = {},
): FieldReading {
  const supports = new Map<string, Support>();
  let listed = 0;
  let alone = 0;
  let weighed = 0;
  for (const writing of place.writings) {
    const meanings = meaningsOf(writing.text);
    const all = sum(meanings.map(({ weight }) => weight));
    listed += writing.probability;
    alone += writing.probability * (meanings.length > 0 ? sum(meanings.map(weighAlone)) : NO_MEANING);
    weighed += writing.probability * (meanings.length > 0 ? sum(meanings.map(weigh)) : NO_MEANING);
    for (const [text, same] of byText(meanings)) {
      supports.set(text, withSupport(supports.get(text), writing, same, all));
    }
  }
  const where = { page: place.page, box: place.box };
  const [best, ...others] = [...supports.values()].sort((a, b) => b.total - a.total);
  if (best === undefined || best.total === 0) {
    const raw = place.writings[0]?.text ?? '';
    const evidence = raw === '' ? [] : [{ rule: grammar, held: false }];
    return { kind, raw, value: null, ...where, confidence: 0, evidence };
  }
  const unlisted = Math.max(0, 1 - listed) * Math.max(UNLISTED, alone / listed) * misread;
  const share = (total: number) => roundProbability(total / (weighed + unlisted));
  const { meaning, raw } = loudest(best);
  const alternatives = others
    .map(
      (other): AlternativeReading => ({
        text: loudest(other).meaning.text,
        probability: share(other.total),
      }),
    )
    .filter(({ probability }) => probability >= LEAST_ALTERNATIVE)
    .slice(0, MOST_ALTERNATIVES);
  return {
    kind,
    raw,
    value: meaning.value,
    ...where,
    confidence: share(best.total),
    evidence: [
      ...meaning.evidence,
      { rule: 'one-meaning', held: best.ways >= ONE_MEANING * best.possible },
      { rule: 'likeliest-digits', held: best.digits.has(likeliestDigits(place.writings)) },
    ],
    ...(alternatives.length > 0 && { alternatives }),
  };
}

/** What speaks for a value when one more writing can mean it, in the ways `same`, among all that it can mean. */
function withSupport(
  before: Support | undefined,
  { text, probability }: Writing,
  same: readonly Meaning[],
  all: number,
): Support {
  const heard = (voice: Voice | undefined, repaired: boolean) => {
    const of = same.filter((meaning) => isRepaired(meaning) === repaired);
    return of.reduce((sofar, meaning) => withVoice(sofar, meaning, text, probability), voice);
  };
  return {
    plain: heard(before?.plain, false),
    repaired: heard(before?.repaired, true),
    total: probability * sum(same.map(weigh)) + (before?.total ?? 0),
    ways: probability * sum(same.map(({ weight }) => weight)) + (before?.ways ?? 0),
    possible: probability * all + (before?.possible ?? 0),
    digits: new Set([...(before?.digits ?? []), digitsOf(text)]),
  };
}

function withVoice(before: Voice | undefined, meaning: Meaning, raw: string, probability: number): Voice {
  const own = probability * weigh(meaning);
  const total = own + (before?.total ?? 0);
  if (before !== undefined && own <= before.most) return { ...before, total };
  return { meaning, raw, most: own, total };
}

/** A value rests on a repair only where more speaks for it with one than without. */
function loudest({ plain, repaired }: Support): Voice {
  if (plain === undefined) return repaired!;
  return repaired !== undefined && repaired.total > plain.total ? repaired : plain;
}

function isRepaired({ evidence }: Meaning): boolean {
  return evidence.some(({ repaired }) => repaired === true);
}

function byText(meanings: readonly Meaning[]): Map<string, Meaning[]> {
  const groups = new Map<string, Meaning[]>();
  for (const meaning of meanings) groups.set(meaning.text, [...(groups.get(meaning.text) ?? []), meaning]);
  return groups;
}

/** The digits that most of the probability stands for, whatever signs stand between them. */
function likeliestDigits(writings: readonly Writing[]): string {
  const totals = new Map<string, number>();
  let best = '';
  for (const { text, probability } of writings) {
    const digits = digitsOf(text);
    totals.set(digits, (totals.get(digits) ?? 0) + probability);
  }
  for (const [digits, total] of totals) if (total > (totals.get(best) ?? -1)) best = digits;
  return best;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
