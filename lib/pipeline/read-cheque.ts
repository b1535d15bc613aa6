import type { Classifier } from '../classify/classifier.ts';
import { digitsOf } from '../document/digits-of.ts';
import type { MicrLine } from '../document/result.ts';
import { MICR_REPEATS_ACCOUNT, readAccount } from '../fields/account.ts';
import { readAmount } from '../fields/amount.ts';
import { AMOUNT_STYLES, type AmountStyle } from '../fields/amount-style.ts';
import { readCode } from '../fields/code.ts';
import type { Country } from '../fields/country.ts';
import type { FieldReadings } from '../fields/cross-checks.ts';
import { readDate, UNREAD_MONTH } from '../fields/date.ts';
import { DATE_CUSTOMS, type DateCustoms } from '../fields/date-customs.ts';
import type { FieldReading, PlaceReading } from '../fields/field-reading.ts';
import type { ChequeMarks, FoundZone } from '../fields/layout/cheque-look.ts';
import { type ByField, chooseFields, openPlaces } from '../fields/layout/choose-fields.ts';
import { type ReadZone, shareInk } from '../fields/layout/choose-zones.ts';
import { findAccount } from '../fields/layout/find-account.ts';
import { findAmount } from '../fields/layout/find-amount.ts';
import { findDate } from '../fields/layout/find-date.ts';
import { findSerial } from '../fields/layout/find-serial.ts';
import type { LegalAmount } from '../fields/legal-amount.ts';
import { micrFields } from '../fields/micr/micr-fields.ts';
import { sameNumber } from '../fields/same-number.ts';
import { readSerial } from '../fields/serial.ts';
import { settleWithMicr } from '../fields/settle-with-micr.ts';
import { type AnsweringModel, sameModel } from './answering-model.ts';
import { askTogether } from './ask-together.ts';
import type { BegunCheque } from './begin-cheque.ts';
import { readCombs } from './read-combs.ts';
import { readMonths } from './read-months.ts';
import { readStackedCents } from './read-stacked-cents.ts';
import { MOST_CLOSELY, readZones, type ZonedPage } from './read-zone.ts';

/** A page whose MICR line was read, with all that was found on it. */
export interface ChequePage extends ZonedPage {
  readonly cheque: BegunCheque;
  /** In prepared-page pixels. */
  readonly numbers: ChequeMarks['numbers'];
}

export interface ReadChequeOptions {
  /** @default as the MICR line shows it */
  readonly country?: Country | undefined;
  /** ISO 8601: dates far from it are less likely. */
  readonly today?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ChequeReading {
  /** By name. */
  readonly fields: FieldReadings;
  /** Whose cheque it is, where that was told or its MICR line shows it. */
  readonly country?: Country;
  /** What it says in words that it is worth, where that was made out. */
  readonly legal?: LegalAmount;
  readonly answered?: AnsweringModel;
}

/** So many places may be read for each field, the likeliest ones. */
const MOST_AMOUNTS = 6;
const MOST_DATES = 8;
const MOST_ACCOUNTS = 5;
const MOST_SERIALS = 3;
/** So many of them are read at first, those that the layout makes nearly as likely as the likeliest: by no less, in natural logarithms. */
const AT_FIRST = 2;
const NEARLY = 2;
/** A printed number that the MICR line does not repeat may be something else; it has to be so sure. */
const LEAST_SERIAL = 0.8;
/** Digits of an account number where no country is known. */
const ANY_ACCOUNT = { min: 6, max: 18 };

/**
 * Reads a cheque's fields: those of its MICR line, and the amount, the date and a printed account number where the layout
 * and what can be read there together make them likeliest. Asks the classifier once for the glyphs of the likeliest places and once
 * for their lines; others are read after them, where any of them may be likelier yet.
 * Throws what the classifier throws.
 */
export async function readCheque(
  page: ChequePage,
  classifier: Classifier,
  { country: told, today, signal }: ReadChequeOptions = {},
): Promise<ChequeReading> {
  const { micr, hearLegal } = page.cheque;
  const look = { ...page.cheque.look, numbers: page.numbers };
  const zones: Zones = {
    amounts: findAmount(look, MOST_AMOUNTS),
    dates: findDate(look, MOST_DATES),
    accounts: findAccount(look, MOST_ACCOUNTS),
  };
  const serials = findSerial(look, MOST_SERIALS);
  const closely = new Set(zones.amounts.slice(0, MOST_CLOSELY));
  const first = byField((name) => likeliestOf(zones[name]));
  const { places, answered } = await readPlaces({ ...first, serials }, closely, page, classifier, signal);
  const { repeated, lone } = printedSerials(
    serials.map((zone) => readSerial(places.get(zone)!, told)),
    micr,
  );
  const { meaning, ...ofLine } = micrFields(micr, page.index, {
    ...(told !== undefined && { country: told }),
    ...(typeof repeated?.value === 'string' && { printedSerial: repeated.value }),
  });
  const country = told ?? meaning?.country;
  const serial = ofLine.serial ? repeated : lone;
  const style = styleOf(country);
  const customs = customsOf(country);
  const legal = hearLegal(country === undefined ? ['thousands', 'lakh'] : [style.grouping]);
  const asDate = (place: PlaceReading, comb: boolean) =>
    readDate(place, { customs, comb, ...(today !== undefined && { reference: today }) });

  const repeatsAccount = country === undefined || MICR_REPEATS_ACCOUNT[country];
  const known = { serial, ofLine, customs, repeatsAccount };
  const read = await meaningsOf(first, places);
  const best = chooseFields(read, known);
  const unread = byField((name) => zones[name].slice(first[name].length));
  const others = await readOthers(openPlaces(unread, best));
  const chosen = others
    ? chooseFields(
        byField((name) => [...read[name], ...others[name]]),
        known,
      )
    : best;
  const account = chosen.account?.field;
  const fields = {
    ...ofLine,
    serial: settleWithMicr(serial, ofLine.serial, 'serial-micr'),
    account: repeatsAccount
      ? settleWithMicr(account, ofLine.account, 'account-micr')
      : (account ?? (country === 'IN' ? undefined : ofLine.account)),
    amount: chosen.amount?.field,
    date: chosen.date?.field,
  };
  return {
    fields: present(fields),
    ...(country && { country }),
    ...(legal && { legal }),
    ...(answered && { answered }),
  };

  /** Undefined where there are none. */
  async function readOthers(open: Zones): Promise<ByField<ReadZone> | undefined> {
    if (FIELDS.every((name) => open[name].length === 0)) return undefined;
    const others = await readPlaces({ ...open, serials: [] }, closely, page, classifier, signal);
    if (answered && others.answered) sameModel(answered, others.answered);
    return meaningsOf(open, others.places);
  }

  /** What each field's grammar makes of what stands in its places. */
  async function meaningsOf(some: Zones, written: Places): Promise<ByField<ReadZone>> {
    const read = (of: readonly FoundZone[], how: (place: PlaceReading, comb: boolean) => FieldReading) =>
      of.map((zone): ReadZone => ({ zone, field: how(written.get(zone)!, zone.walls !== undefined) }));
    return {
      amounts: read(some.amounts, (place) => readAmount(place, { style, legal })),
      dates: await withMonths(read(some.dates, asDate), written),
      accounts: read(some.accounts, (place) =>
        country ? readAccount(place, country) : readCode('account', place, { length: ANY_ACCOUNT }),
      ),
    };
  }

  /** Reads dates anew of which letters name the month. */
  async function withMonths(dates: readonly ReadZone[], written: Places): Promise<readonly ReadZone[]> {
    const unnamed = dates.filter(({ field }) => isUnnamed(field) && !shareInk(field.box, serial?.box));
    if (unnamed.length === 0) return dates;
    const named = unnamed.map(({ zone }) => ({ zone, place: written.get(zone)! }));
    const months = await readMonths(named, page, classifier, signal);
    return dates.map((date) => {
      const place = months.get(date.zone);
      return place === undefined ? date : { zone: date.zone, field: asDate(place, false) };
    });
  }
}

/** Where each field may stand, the likeliest places first. */
type Zones = ByField<FoundZone>;
type Places = ReadonlyMap<FoundZone, PlaceReading>;

const FIELDS = ['amounts', 'dates', 'accounts'] as const;

function byField<T>(of: (name: keyof Zones) => readonly T[]): ByField<T> {
  return { amounts: of('amounts'), dates: of('dates'), accounts: of('accounts') };
}

function likeliestOf(zones: readonly FoundZone[]): FoundZone[] {
  return zones.slice(0, AT_FIRST).filter(({ score }) => score >= zones[0]!.score - NEARLY);
}

/** What stands in each zone: cell by cell where it has walls, with cents over each other, else as one line. */
async function readPlaces(
  { amounts, dates, accounts, serials }: Zones & { readonly serials: readonly FoundZone[] },
  closely: ReadonlySet<FoundZone>,
  page: ZonedPage,
  classifier: Classifier,
  signal: AbortSignal | undefined,
): Promise<{ readonly places: Places; readonly answered?: AnsweringModel }> {
  const zones = [...amounts, ...dates, ...accounts, ...serials];
  const boxesOf = (some: readonly FoundZone[]) => new Set(some.map(({ box }) => box));
  const combs = zones.filter(({ walls }) => walls !== undefined);
  const plain = zones.filter(({ walls }) => walls === undefined);
  const expected = combs.map(({ box, walls = [] }) => ({
    box,
    cells: walls.length - 1,
    mayBeCrossed: false,
  }));
  const [{ places, answered }, read, stacked] = await askTogether(
    [
      (shared) =>
        readZones(
          plain.map(({ box }) => box),
          page,
          shared,
          {
            signal,
            amounts: boxesOf(amounts),
            closely: boxesOf(amounts.filter((zone) => closely.has(zone))),
            codes: boxesOf([...accounts, ...serials]),
          },
        ),
      (shared) => readCombs(expected, page.prepared, shared, signal),
      (shared) => readStackedCents(amounts, page, shared, signal),
    ],
    classifier,
    signal,
  );
  const found = new Map(plain.map((zone, i) => [zone, places[i]!]));
  combs.forEach((zone, i) => {
    const { box, patterns } = read.combs[i]!;
    // Cells without a digit hold no part of it.
    const writings = patterns.map(({ text, probability }) => ({ text: digitsOf(text), probability }));
    found.set(zone, { page: page.index, box: page.prepared.toSource(box), writings });
  });
  const either = answered ?? read.answered;
  return { places: new Map([...found, ...stacked]), ...(either && { answered: either }) };
}

/** The one that the MICR line repeats, and the one nearest to the corner, which counts where the line has none. */
function printedSerials(read: readonly FieldReading[], { text }: MicrLine) {
  const runs = text.match(/\d+/g) ?? [];
  const fields = read.filter(({ value }) => typeof value === 'string');
  const repeated = fields.find(({ value }) => runs.some((run) => sameNumber(run, String(value))));
  return { repeated, lone: fields.find(({ confidence }) => confidence >= LEAST_SERIAL) };
}

function isUnnamed({ evidence }: FieldReading): boolean {
  return evidence.some(({ rule }) => rule === UNREAD_MONTH);
}

function present(fields: Readonly<Record<string, FieldReading | undefined>>): FieldReadings {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => (field === undefined ? [] : [[name, field]])),
  );
}

/** Where no country is known the currency is none of them (ISO 4217), and the usual forms of amounts are those of dollars. */
function styleOf(country: Country | undefined): AmountStyle {
  return country === undefined ? { ...AMOUNT_STYLES.US, currency: 'XXX' } : AMOUNT_STYLES[country];
}

/** Where no country is known every order is as usual as the others, so that only clear dates have one meaning. */
function customsOf(country: Country | undefined): DateCustoms {
  return country === undefined ? { DMY: 1, MDY: 1, YMD: 1 } : DATE_CUSTOMS[country];
}
