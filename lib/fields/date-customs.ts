import type { Country } from './country.ts';

export type DateOrder = 'DMY' | 'MDY' | 'YMD';

/** How readily people use each order, from 0 (never, or left out) to 1. */
export type DateCustoms = Readonly<Partial<Record<DateOrder, number>>>;

/**
 * The orders of each country. A date that two of them read differently is left open where both are usual: Canada's payments
 * association allows all three on a cheque and asks for printed indicators (CPA Standard 006).
 */
export const DATE_CUSTOMS: Readonly<Record<Country, DateCustoms>> = {
  US: { MDY: 1, DMY: 0.02, YMD: 0.05 },
  CA: { YMD: 1, DMY: 1, MDY: 1 },
  GB: { DMY: 1, MDY: 0.02, YMD: 0.05 },
  IN: { DMY: 1, YMD: 0.01 },
  FR: { DMY: 1, YMD: 0.01 },
  BR: { DMY: 1, YMD: 0.01 },
};

/** After so many months from its date a cheque is stale: law, or what most banks there do. */
export const STALE_MONTHS: Readonly<Record<Country, number>> = {
  US: 6,
  CA: 6,
  GB: 6,
  IN: 3,
  FR: 12,
  BR: 7,
};
