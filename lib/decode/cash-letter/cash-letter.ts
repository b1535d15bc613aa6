import type { Framing } from './framing.ts';

/** What record 25 (or 31, with 33) says of a check, by the standard's names; a field that no record has is left out. */
export interface ItemFields {
  readonly AuxiliaryOnUs?: string;
  readonly ExternalProcessingCode: string;
  readonly PayorBankRoutingNumber: string;
  readonly PayorBankCheckDigit: string;
  readonly OnUs: string;
  /** Cents; blank where the record has none. */
  readonly ItemAmount: string;
}

/** One view of an item, as records 50 and 52 give it. */
export interface ImageView {
  readonly side: 'front' | 'back' | 'unknown';
  /** `00` for the full view; parts of it have other numbers. */
  readonly descriptor: string;
  /** Left out where the file says that it holds none. */
  readonly image?: Uint8Array;
}

/** A check of a cash letter. */
export interface CashLetterItem {
  /** From 1, in the file's order. */
  readonly number: number;
  readonly kind: 'check' | 'return';
  /** Of the record that it begins with, from 1. */
  readonly record: number;
  /** ECEInstitutionItemSequenceNumber: what the institutions call the item by. */
  readonly sequence: string;
  /** The bundle's, ISO 8601; left out where the bundle says none. */
  readonly businessDate?: string;
  readonly fields: ItemFields;
  readonly views: readonly ImageView[];
}

/** A count or total of a control record that is not what stands in the file. */
export interface ControlDifference {
  /** From 1. */
  readonly record: number;
  /** Name of the count or total by the standard. */
  readonly field: string;
  readonly stated: string;
  readonly counted: string;
}

/** An image cash letter, X9.37 or X9.100-187. */
export interface CashLetter extends Framing {
  /** 03 for DSTU X9.37, 30 and more for X9.100-187. */
  readonly standardLevel: string;
  /** Of the payor banks, ISO 3166-1; blank where the file does not say. */
  readonly countryCode: string;
  readonly records: number;
  readonly cashLetters: number;
  readonly bundles: number;
  /** Deposit slips and the like, which are counted and not read. */
  readonly credits: number;
  readonly items: readonly CashLetterItem[];
  readonly differences: readonly ControlDifference[];
}
