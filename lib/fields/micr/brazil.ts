import type { Evidence } from '../../document/result.ts';
import { luhnDigit } from '../checksums.ts';
import { type MicrMeaning, partsOf } from './micr-meaning.ts';

const LINE = /^[F-J]?([\d?]{8})([F-J])([\d?]{10})([F-J])([\d?]{12})[F-J]?$/;

/**
 * The Brazilian line, in CMC-7: bank 3, branch 4, check digit of the second block; clearing 3, cheque 6, type 1; check digit
 * of the first block, account 10, its own check digit (Febraban's rule; each by Luhn's). Rules: `micr-grammar`, `cmc7-brazil`.
 */
export function brazilMeanings(text: string): readonly MicrMeaning[] {
  const match = LINE.exec(text.replace(/ /g, ''));
  if (match === null) return [];
  const [, first = '', second, middle = '', third, last = ''] = match;
  const bankAndBranch = first.slice(0, 7);
  const account = last.slice(1, 11);
  const checkDigits = `${last[0]}${first[7]}${last[11]}`;
  const parts = partsOf({
    routing: bankAndBranch,
    bank: first.slice(0, 3),
    branch: first.slice(3, 7),
    clearing: middle.slice(0, 3),
    serial: middle.slice(3, 9),
    chequeType: middle.slice(9),
    account,
    checkDigits,
  });
  const evidence: Evidence[] = [{ rule: 'micr-grammar', held: second === 'H' && third === 'J' }];
  if (!text.includes('?')) {
    const wanted = [bankAndBranch, middle, account].map(luhnDigit).join('');
    evidence.push({ rule: 'cmc7-brazil', held: wanted === checkDigits });
  }
  return [{ country: 'BR', parts, weight: 1, evidence }];
}
