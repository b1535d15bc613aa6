import type { CashLetterItem, ControlDifference, ImageView, ItemFields } from './cash-letter.ts';
import type { Framing } from './framing.ts';
import { brokenRecord, type RawRecord } from './raw-record.ts';
import { emptyTally, type Tally } from './tally.ts';

export interface OpenItem extends Omit<CashLetterItem, 'fields' | 'views'> {
  fields: ItemFields;
  readonly views: OpenView[];
}

export type OpenView = { -readonly [Key in keyof ImageView]: ImageView[Key] };

/** What is known while records are read, one after the other. */
export interface Reading {
  readonly framing: Framing;
  standardLevel: string;
  countryCode: string;
  records: number;
  cashLetters: number;
  bundles: number;
  images: number;
  ended: boolean;
  readonly file: Tally;
  letter: { readonly tally: Tally; readonly bundlesBefore: number } | undefined;
  bundle: Tally | undefined;
  /** Of the bundle. */
  businessDate: string | undefined;
  /** What images belong to: a check, a return or a credit. */
  item: OpenItem | 'credit' | undefined;
  /** An image view detail of which the data are still to come. */
  view: OpenView | undefined;
  readonly items: OpenItem[];
  readonly differences: ControlDifference[];
}

/** Reads one record into what is known. Throws DocumentError `corrupt`, `too-many-items`. */
export type ReadRecord = (record: RawRecord, reading: Reading) => void;

export function newReading(framing: Framing): Reading {
  return {
    framing,
    standardLevel: '',
    countryCode: '',
    records: 0,
    cashLetters: 0,
    bundles: 0,
    images: 0,
    ended: false,
    file: emptyTally(),
    letter: undefined,
    bundle: undefined,
    businessDate: undefined,
    item: undefined,
    view: undefined,
    items: [],
    differences: [],
  };
}

/** No image belongs to the item before from here on. */
export function leaveItem(reading: Reading): void {
  reading.item = undefined;
  reading.view = undefined;
}

/** Gives `value`, of which undefined says that the record stands where it does not belong. */
export function expectPlace<Value>(record: RawRecord, value: Value | undefined, where: string): Value {
  if (value === undefined) throw brokenRecord(record, `stands ${where}`);
  return value;
}
