import { isWrittenAsDate } from '../date.ts';
import type { DateCustoms } from '../date-customs.ts';
import type { FieldReading } from '../field-reading.ts';
import { maybeSameNumber } from '../same-number.ts';
import type { FoundZone } from './cheque-look.ts';
import { choosePair, chooseZone, type ReadZone, shareInk, wholeNumber, zoneScore } from './choose-zones.ts';

/** Places of each field of a cheque that has to be looked for. */
export type ByField<Zone> = Readonly<Record<'amounts' | 'dates' | 'accounts', readonly Zone[]>>;

/** What is known of a cheque before its places are chosen. */
export interface KnownFields {
  /** The printed one. */
  readonly serial?: FieldReading | undefined;
  /** Those of the MICR line. */
  readonly ofLine: { readonly serial?: FieldReading; readonly account?: FieldReading };
  /** Its country repeats the account of the MICR line on the cheque. */
  readonly repeatsAccount: boolean;
  readonly customs: DateCustoms;
}

export interface ChosenFields {
  readonly amount?: ReadZone | undefined;
  readonly date?: ReadZone | undefined;
  readonly account?: ReadZone | undefined;
}

/** A writing that is at least so surely a date is nothing else. */
const LEAST_DATE = 0.5;
/** A shorter serial number may be a part of an account number by chance. */
const TELLING_SERIAL = 5;

/** Where each field stands, of the places that were read: where layout and reading together make it likeliest, and no two on one writing. */
export function chooseFields(read: ByField<ReadZone>, known: KnownFields): ChosenFields {
  const { serial, ofLine, customs, repeatsAccount } = known;
  const apart = (zone: ReadZone) => !shareInk(zone.field.box, serial?.box);
  const dates = read.dates.filter(apart);
  const surelyDates = dates.filter(
    ({ field }) => field.confidence >= LEAST_DATE && isWrittenAsDate(field.raw, customs),
  );
  const isDate = (zone: ReadZone) =>
    isWrittenAsDate(zone.field.raw, customs) ||
    surelyDates.some(({ field }) => shareInk(field.box, zone.field.box));
  const [amount, date] = choosePair(
    read.amounts.filter((zone) => apart(zone) && !isDate(zone)),
    dates,
  );
  const account = chooseZone(
    read.accounts.filter(
      (zone) =>
        !isDate(zone) &&
        !holdsSerial(zone.field, ofLine.serial) &&
        !(repeatsAccount && isAnotherNumber(zone.field, ofLine.account)),
    ),
  );
  return {
    amount,
    date,
    account: account && { ...account, field: wholeNumber(account, read.accounts) },
  };
}

/**
 * Of the places that were not read those that may tell more: which layout alone makes likelier than what was chosen for their field is with
 * its reading, as no reading speaks for a place; and where the rest of an account may stand.
 */
export function openPlaces(
  unread: ByField<FoundZone>,
  { amount, date, account }: ChosenFields,
): ByField<FoundZone> {
  const mayWin = (chosen: ReadZone | undefined) => (zone: FoundZone) =>
    chosen === undefined || zone.score > zoneScore(chosen);
  const isOn = ({ box }: FoundZone, chosen: ReadZone | undefined) => shareInk(box, chosen?.field.box);
  return {
    amounts: unread.amounts.filter(mayWin(amount)),
    dates: unread.dates.filter(mayWin(date)),
    accounts: unread.accounts.filter((zone) => mayWin(account)(zone) || isOn(zone, account)),
  };
}

/** Banks print the parts of the MICR line elsewhere too: a number that has the serial number in it is no account. */
function holdsSerial({ value }: FieldReading, serial: FieldReading | undefined): boolean {
  if (typeof value !== 'string' || typeof serial?.value !== 'string') return false;
  return serial.value.length >= TELLING_SERIAL && value.includes(serial.value);
}

/** Where the MICR line has the account number, a printed one confirms it or is a misreading of it; others are no account. */
function isAnotherNumber({ value }: FieldReading, account: FieldReading | undefined): boolean {
  if (typeof value !== 'string' || typeof account?.value !== 'string') return false;
  return !maybeSameNumber(value, account.value);
}
