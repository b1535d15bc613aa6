import type { Evidence } from '../../document/result.ts';
import type { Country } from '../country.ts';

/**
 * What parts of MICR lines are called. `routing` names the bank in every country: the routing number of the US, `0` with
 * institution and transit in Canada, the sort code in the UK, city, bank and branch in India, bank and branch in Brazil, the
 * interbank zone in France.
 */
export type MicrPart =
  | 'routing'
  | 'account'
  | 'serial'
  | 'transactionCode'
  | 'auxiliaryOnUs'
  | 'externalProcessingCode'
  | 'onUs'
  | 'amount'
  | 'city'
  | 'bank'
  | 'branch'
  | 'institution'
  | 'transit'
  | 'internal'
  | 'clearing'
  | 'chequeType'
  | 'checkDigits';

export type MicrParts = Readonly<Partial<Record<MicrPart, string>>>;

/** One way to understand a MICR line. `?` in a part is a character that was not read. */
export interface MicrMeaning {
  /** Left out where banks of many countries print such lines. */
  readonly country?: Country;
  readonly parts: MicrParts;
  /** How usual this is, over 0 to 1; only the proportions matter. */
  readonly weight: number;
  readonly evidence: readonly Evidence[];
}

/**
 * One country's ways to understand a line; none when it is no line of that country. In `text` a space stands where the
 * characters leave one out, which parts on-us fields without symbols.
 */
export type MicrGrammar = (text: string) => readonly MicrMeaning[];

/** Keeps the parts that are there: an empty one is none. */
export function partsOf(parts: Readonly<Partial<Record<MicrPart, string | undefined>>>): MicrParts {
  return Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== undefined && text !== ''));
}
