import { type MicrMeaning, partsOf } from './micr-meaning.ts';

const LINE = /^C([\d?]{6})C([\d?]{3})([\d?]{3})([\d?]{3})A(?:([\d?]{6})C)?([\d?]{2})?(?:B([\d?]{10,13})B)?$/;

/**
 * The Indian line (CTS-2010, RBI): cheque of six digits, city, bank and branch of three each, an account of six digits that
 * only the bank knows and is no part of the printed one, transaction code, amount in paise. Rule: `micr-grammar`.
 */
export function indiaMeanings(text: string): readonly MicrMeaning[] {
  const match = LINE.exec(text.replace(/ /g, ''));
  if (match === null) return [];
  const [, serial, city = '', bank = '', branch = '', account, transactionCode, amount] = match;
  const parts = partsOf({
    serial,
    routing: `${city}${bank}${branch}`,
    city,
    bank,
    branch,
    account,
    transactionCode,
    amount,
  });
  const held = transactionCode !== undefined;
  return [{ country: 'IN', parts, weight: 1, evidence: [{ rule: 'micr-grammar', held }] }];
}
