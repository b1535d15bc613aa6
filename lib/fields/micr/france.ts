import { type MicrMeaning, partsOf } from './micr-meaning.ts';

const LINE = /^[F-J]?([\d?]{7})([F-J])([\d?]{12})([F-J])([\d?]{12})(?:[F-J]([\d?]*)[F-J]?)?$/;

/** The French line, in CMC-7: cheque of seven digits, interbank zone and internal zone of twelve. Rule: `micr-grammar`. */
export function franceMeanings(text: string): readonly MicrMeaning[] {
  const match = LINE.exec(text.replace(/ /g, ''));
  if (match === null) return [];
  const [, serial, second, interbank, third, internal, amount] = match;
  const parts = partsOf({ serial, routing: interbank, internal, amount });
  const held = second === 'H' && third === 'I';
  return [{ country: 'FR', parts, weight: 1, evidence: [{ rule: 'micr-grammar', held }] }];
}
