import type { Evidence } from '../../document/result.ts';
import { checksumHolds } from '../checksums.ts';
import { type MicrMeaning, partsOf } from './micr-meaning.ts';
import { onUsParts } from './us-on-us.ts';

const LINE = /^(?:(C?)([\d?D ]+)C)?([\d?])?A([\d?]{9}|[\d?]{4}D[\d?]{4})A([\d?CD ]*)(?:B([\d?]*)(B?))?$/;
/** Digits of the amount. */
const AMOUNT = 10;

/**
 * The US line (X9.100-160): auxiliary on-us (business cheques, the serial number), external processing code, routing number,
 * on-us, amount in cents. Rules: `micr-grammar`, `aba` (not for the older routing numbers of eight digits and a dash, which
 * have no check digit).
 */
export function usMeanings(text: string): readonly MicrMeaning[] {
  const close = text.replace(/ ?([ABC]) ?/g, '$1').trim();
  const match = LINE.exec(close);
  if (match === null) return [];
  const [, opening, auxiliary = '', code, transit = '', onUs = '', amount, closing] = match;
  const aux = auxiliary.replace(/ /g, '');
  const routing = transit.replace('D', '');
  const begins = aux === '' || opening === 'C';
  const ends = amount === undefined ? onUs.includes('C') : amount.length === AMOUNT && closing === 'B';
  const evidence: Evidence[] = [{ rule: 'micr-grammar', held: begins && ends && /[\d?]/.test(onUs) }];
  if (routing.length === 9 && !routing.includes('?')) {
    evidence.push({ rule: 'aba', held: checksumHolds('aba', routing) });
  }
  return onUsParts(onUs, aux !== '').map(({ account, serial, transactionCode, weight }): MicrMeaning => {
    const parts = {
      auxiliaryOnUs: aux,
      externalProcessingCode: code,
      routing,
      onUs: onUs.replace(/ /g, ''),
      account: account?.replace(/D/g, ''),
      serial: aux === '' ? serial : aux.replace(/D/g, ''),
      transactionCode,
      amount: amount?.length === AMOUNT ? amount : undefined,
    };
    return { country: 'US', parts: partsOf(parts), weight, evidence };
  });
}
