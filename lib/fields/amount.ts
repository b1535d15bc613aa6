import type { AlternativeReading, Evidence } from '../document/result.ts';
import { judgeGrouping, signWeight } from './amount-grouping.ts';
import { waysToTake } from './amount-strokes.ts';
import type { AmountStyle } from './amount-style.ts';
import { isMoney } from './cross-checks.ts';
import type { DigitString } from './digit-string.ts';
import type { FieldReading, PlaceReading } from './field-reading.ts';
import type { LegalAmount } from './legal-amount.ts';
import { type Meaning, weighMeanings } from './weigh-meanings.ts';

export interface AmountOptions {
  readonly style: AmountStyle;
  /** So many digits at the end stand raised or underlined. @default 0 */
  readonly raisedDigits?: number;
  /** What the cheque says in words: amounts that do not fit it are less likely. */
  readonly legal?: LegalAmount | undefined;
}

/** Digits of the hundredths. */
const CENTS = 2;
/** More digits than a cheque has room for; all values stay exact integers. */
const MOST_DIGITS = 14;
/** Where `/-` is the custom, a dash alone is half of it, or what a stroke before it was taken for. */
const DASH_ALONE = 0.4;
/** The denominator of `56/100` with a zero lost, or as signs. */
const ODD_HUNDRED = 0.3;
/** A form that a raised ending speaks against. */
const AGAINST_RAISED = 0.02;
const AGAINST_HUNDREDTHS = 0.1;
/** An ending that says "no cents" speaks against cents without a sign. */
const AGAINST_CLOSED = 0.1;
/** Cents that end in 00 are commoner than all others together. */
const ROUND_CENTS = 2;
/** No units at all: `.50`, `50/100`. */
const BARE_CENTS = 0.3;
/** `123456/100` for `1234 56/100`. */
const UNPARTED_HUNDREDTHS = 0.5;
const LOST_SLASH = 0.2;
const HUNDRED = '100';
/** Nothing is paid with a cheque of zero. */
const ZERO = 0.1;
/** Where words say what an amount is, what the reader hardly holds for likely, or did not list, seldom fits them too. */
const UNLIKELY_BESIDE_WORDS = 0.02;
/** Amounts less likely than this are not compared with the words, nor is a place in which none is likelier than the second. */
const LEAST_LIKELY = 0.01;
const LEAST_READ = 0.1;
/** Words that fit an amount less than this say another one. */
const DIFFERS = 0.005;
/** Amounts are rounded to thousands at most: of more zeros each is what the amount happens to have. */
const MOST_ROUNDED = 3;

/**
 * The amount that stands in a place: integer minor units with their currency. The signs between digits are read less surely
 * than the digits, so that the country's customs decide what they mean, and every value they leave room for is weighed.
 * Rules: `amount-grammar` (written as people there write), `amount-stroke` (a comma or a part of a closing `/-` had been taken for
 * a digit; always repaired), `amount-words` (the amount in words is the same), and those of `weighMeanings`.
 */
export function readAmount(place: PlaceReading, options: AmountOptions): FieldReading {
  const { legal } = options;
  const meanings = new Map(place.writings.map(({ text }) => [text, amountMeanings(text, options)]));
  const plain = weighMeanings('amount', place, 'amount-grammar', (text) => meanings.get(text)!);
  if (legal === undefined || plain.value === null || plain.confidence < LEAST_READ) return plain;
  const others = (plain.alternatives ?? []).filter(({ probability }) => probability >= LEAST_LIKELY);
  const likely = new Set([legal.units, ...[plain.value, ...others].map(unitsOf)]);
  const likelihood = (units: number) => (likely.has(units) ? legal.likelihood(units) : UNLIKELY_BESIDE_WORDS);
  const beside = (text: string) =>
    meanings.get(text)!.map((meaning) => ({ ...meaning, likelihood: likelihood(unitsOf(meaning.value)) }));
  const reading = weighMeanings('amount', place, 'amount-grammar', beside, {
    misread: UNLIKELY_BESIDE_WORDS,
  });
  return besideWords(reading, legal);
}

/**
 * What the words confirm is no longer open: signs between the digits left room for other amounts, and the words do not. What they
 * contradict is for a person, as words prevail over numbers (UCC 3-114).
 */
export function besideWords(reading: FieldReading, legal: LegalAmount): FieldReading {
  const { value, evidence } = reading;
  if (value === null) return reading;
  const units = unitsOf(value);
  if (units === legal.units) {
    const held = evidence.filter((one) => one.held || one.rule !== 'one-meaning');
    return { ...reading, evidence: [...held, { rule: 'amount-words', held: true }] };
  }
  return legal.likelihood(units) > DIFFERS
    ? reading
    : { ...reading, evidence: [...evidence, { rule: 'amount-words', held: false }] };
}

/** Whole units of an amount, or of one as text. */
function unitsOf(amount: NonNullable<FieldReading['value']> | AlternativeReading): number {
  if (typeof amount !== 'object') return Number.NaN;
  if ('text' in amount) return Math.floor(Number(amount.text));
  return isMoney(amount) ? Math.floor(amount.minorUnits / 10 ** CENTS) : Number.NaN;
}

/** Every amount that a writing can mean; none when it is no amount. */
export function amountMeanings(text: string, { style, raisedDigits = 0 }: AmountOptions): Meaning[] {
  return waysToTake(text, style).flatMap(({ written, weight, repaired }) =>
    formsOf(written, style, raisedDigits === CENTS)
      .filter(({ regular }) => !repaired || regular)
      .map((form) => meaningOf(form, weight, repaired, style)),
  );
}

/** An amount taken apart; `cents` is empty where it has none. */
interface Form {
  readonly units: string;
  readonly cents: string;
  readonly weight: number;
  readonly regular: boolean;
}

function formsOf(written: DigitString, style: AmountStyle, raised: boolean): Form[] {
  const { digits, lead, gaps, tail } = written;
  const size = digits.length;
  if (size === 0 || size > MOST_DIGITS) return [];
  const closed = /[-/x=]/.test(tail);
  const whole = closed ? style.closed : style.whole;
  const custom = style.closingStroke && /^[- ]*-[- ]*$/.test(tail) ? DASH_ALONE : 1;
  const form = (to: number, cents: string, weight: number): Form => {
    const units = digits.slice(0, to);
    const grouping = judgeGrouping(units, gapsBefore(gaps, to), style);
    return { units, cents, weight: weight * grouping.weight, regular: grouping.regular };
  };
  const ending = digits.slice(-CENTS);
  const sign = gaps.get(size - CENTS);
  // A slash at the end is that of hundredths, where amounts are not closed by a stroke.
  const over = /^ *\//.test(tail) && !style.closingStroke ? AGAINST_HUNDREDTHS : 1;
  const forms = [form(size, '', whole * custom * over * (raised ? AGAINST_RAISED : 1))];
  if (sign !== undefined) {
    forms.push(form(size - CENTS, ending, style.decimals * signWeight(sign, style.decimalSign)));
  } else if (size > CENTS && !gaps.has(size - 1)) {
    const round = ending === '00' ? ROUND_CENTS : 1;
    const unparted = style.unparted * round * (closed ? AGAINST_CLOSED : 1);
    forms.push(form(size - CENTS, ending, raised ? Math.max(style.decimals, unparted) : unparted));
  } else if (size === CENTS && lead.endsWith(style.decimalSign)) {
    forms.push({ units: '0', cents: digits, weight: style.decimals * BARE_CENTS, regular: true });
  }
  return [...forms, ...overHundred(written, style, form)];
}

/** The forms `1234 56/100` and `1234 xx/100`. */
function overHundred(
  { digits, gaps, tail }: DigitString,
  style: AmountStyle,
  form: (to: number, cents: string, weight: number) => Form,
): Form[] {
  const [end, sign] = [...gaps].at(-1) ?? [0, ''];
  const slash = sign.lastIndexOf('/');
  if (slash < 0) return overLostSlash(digits, gaps, style, form);
  const hundred = `${digits.slice(end)}${tail.trim()}`;
  const exact = hundred === HUNDRED;
  if (!exact && !/^(1[0x]{1,2}|x?00)$/.test(hundred)) return [];
  const weight = style.hundredths * (exact ? 1 : ODD_HUNDRED);
  if (/[-x]/.test(sign.slice(0, slash))) return [form(end, '00', weight)];
  const to = end - CENTS;
  if (to < 0) return [];
  const cents = digits.slice(to, end);
  if (to === 0) return [{ units: '0', cents, weight: weight * BARE_CENTS, regular: true }];
  if (gaps.has(to)) return [form(to, cents, weight)];
  return exact ? [form(to, cents, weight * UNPARTED_HUNDREDTHS)] : [];
}

/** The form `1234 56/100` whose slash was not read. */
function overLostSlash(
  digits: string,
  gaps: ReadonlyMap<number, string>,
  style: AmountStyle,
  form: (to: number, cents: string, weight: number) => Form,
): Form[] {
  const to = digits.length - CENTS - HUNDRED.length;
  if (!digits.endsWith(HUNDRED) || !gaps.has(to)) return [];
  return [form(to, digits.slice(to, to + CENTS), style.hundredths * LOST_SLASH)];
}

function meaningOf(
  { units, cents, weight, regular }: Form,
  way: number,
  repaired: boolean,
  { currency, roundness }: AmountStyle,
): Meaning {
  const minorUnits = Number(`${units}${cents === '' ? '00' : cents}`);
  const zero = minorUnits === 0;
  const evidence: Evidence[] = [{ rule: 'amount-grammar', held: regular && !zero }];
  if (repaired) evidence.push({ rule: 'amount-stroke', held: true, repaired: true });
  return {
    value: { minorUnits, currency },
    text: formatMinorUnits(minorUnits),
    weight: weight * way * (zero ? ZERO : 1),
    prior: zero ? 1 : roundness ** roundedPlaces(units, cents),
    evidence,
  };
}

/** The zeros at the end of what is written. */
function roundedPlaces(units: string, cents: string): number {
  return Math.min(MOST_ROUNDED, /0*$/.exec(units + cents)![0].length);
}

/** `1234.56`, whatever the country: a point and two decimals. */
export function formatMinorUnits(minorUnits: number): string {
  const digits = String(minorUnits).padStart(CENTS + 1, '0');
  return `${digits.slice(0, -CENTS)}.${digits.slice(-CENTS)}`;
}

function gapsBefore(gaps: ReadonlyMap<number, string>, end: number): Map<number, string> {
  return new Map([...gaps].filter(([before]) => before < end));
}
