import type { Country } from './country.ts';

/** How people of one country write an amount. Weights run from 0 (never) to 1; only their proportions matter. */
export interface AmountStyle {
  /** ISO 4217, of a currency with hundredths. */
  readonly currency: string;
  /** What stands before the decimals; the other one of the two groups the digits. */
  readonly decimalSign: '.' | ',';
  /** By threes, or a first three and then by twos (1,23,45,678). */
  readonly grouping: 'thousands' | 'lakh';
  /** `1,234.56` */
  readonly decimals: number;
  /** `1234 56/100`, `1234 xx/100` */
  readonly hundredths: number;
  /** No decimals and nothing after the digits: `1,234` */
  readonly whole: number;
  /** No decimals and a sign that says so: `1,234-`, `1234/-`, `1234=` */
  readonly closed: number;
  /** Decimals whose sign is missing, not read, or stands for a line under raised cents: `123456` */
  readonly unparted: number;
  /** Whether `/-` closes most amounts, so that a digit 1 or 7 before a dash may be its stroke. */
  readonly closingStroke: boolean;
  /**
   * How much likelier a zero is than each other digit at an amount's end, and before zeros there: where amounts have no
   * decimals they are rounded instead. 1: no likelier.
   */
  readonly roundness: number;
}

const DOLLARS = {
  decimalSign: '.',
  grouping: 'thousands',
  decimals: 1,
  hundredths: 1,
  whole: 0.15,
  closed: 0.5,
  unparted: 0.12,
  closingStroke: false,
  roundness: 1,
} as const;

const EUROS = { ...DOLLARS, decimalSign: ',', hundredths: 0.2, closed: 0.3 } as const;

/** The customs of each country, as its banks teach them and as its cheques in the data show them. */
export const AMOUNT_STYLES: Readonly<Record<Country, AmountStyle>> = {
  US: { ...DOLLARS, currency: 'USD' },
  CA: { ...DOLLARS, currency: 'CAD' },
  GB: { ...DOLLARS, currency: 'GBP', hundredths: 0.1, whole: 0.3, closed: 0.7, unparted: 0.1 },
  FR: { ...EUROS, currency: 'EUR' },
  BR: { ...EUROS, currency: 'BRL' },
  IN: {
    currency: 'INR',
    decimalSign: '.',
    grouping: 'lakh',
    decimals: 0.3,
    hundredths: 0.05,
    whole: 0.5,
    closed: 1,
    unparted: 0.07,
    closingStroke: true,
    roundness: 3,
  },
};
