import { type MicrMeaning, partsOf } from './micr-meaning.ts';

const LINE = /^C([\d?]{6})C([\d?]{2})D([\d?]{4})A([\d?]{8})?C?([\d?]{2})?(?:B([\d?]{10,14})B)?$/;

/**
 * The UK line: serial of six digits, sort code of two and four, account of eight, transaction code, amount in pence.
 * Rule: `micr-grammar`.
 */
export function ukMeanings(text: string): readonly MicrMeaning[] {
  const match = LINE.exec(text.replace(/ /g, ''));
  if (match === null) return [];
  const [, serial, bank = '', branch = '', account, transactionCode, amount] = match;
  const parts = partsOf({
    serial,
    routing: `${bank}${branch}`,
    bank,
    branch,
    account,
    transactionCode,
    amount,
  });
  const held = account !== undefined;
  return [{ country: 'GB', parts, weight: 1, evidence: [{ rule: 'micr-grammar', held }] }];
}
