import { createHash } from 'node:crypto';
import { type FieldReadings, isMoney, partsOf } from './cross-checks.ts';

/**
 * Tells whether a cheque was presented before: SHA-256, in lower-case hex, of bank, account, serial number and amount, which
 * are the same whenever the same cheque is read right. Undefined where one of them was not read. It holds no account number in
 * the clear, but who knows three of the four can find the fourth by trying: treat it as personal.
 */
export function presentmentKey(fields: FieldReadings): string | undefined {
  const micr = partsOf(fields.micr);
  const amount = fields.amount?.value;
  const { routing } = micr;
  const account = micr.account ?? micr.internal ?? textOf(fields, 'account');
  const serial = micr.serial ?? textOf(fields, 'serial');
  const parts = [routing, account, serial];
  if (amount === null || amount === undefined || !isMoney(amount)) return undefined;
  if (!parts.every((part) => part !== undefined && /^\d+$/.test(part))) return undefined;
  const plain = [...parts.map((part) => part!.replace(/^0+(?=.)/, '')), amount.minorUnits, amount.currency];
  return createHash('sha256').update(plain.join('|')).digest('hex');
}

function textOf(fields: FieldReadings, name: string): string | undefined {
  const value = fields[name]?.value;
  return typeof value === 'string' ? value : undefined;
}
