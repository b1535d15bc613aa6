import * as fc from 'fast-check';
import type { Country } from '../../lib/fields/country.ts';

/** Amounts in minor units, small ones as often as large ones. */
export const minorUnits = fc.oneof(
  fc.integer({ min: 100, max: 99_999 }),
  fc.integer({ min: 100, max: 9_999_999_999 }),
  fc.integer({ min: 1, max: 10_000_000 }).map((units) => units * 100),
);

function group(units: string, country: Country, sign: string): string {
  if (sign === '') return units;
  const size = country === 'IN' ? /\B(?=(\d\d)*\d{3}$)/g : /\B(?=(\d{3})+$)/g;
  return units.replace(size, sign);
}

/** Ways to write an amount that leave no doubt what is meant. */
export function clearForms(minor: number, country: Country): string[] {
  const units = String(Math.floor(minor / 100));
  const cents = String(minor % 100).padStart(2, '0');
  const decimal = country === 'FR' || country === 'BR' ? ',' : '.';
  const signs = country === 'FR' || country === 'BR' ? ['.', ' ', ''] : [',', ''];
  const whole = signs.map((sign) => group(units, country, sign));
  const forms = whole.map((text) => `${text}${decimal}${cents}`);
  if (country !== 'IN') forms.push(...whole.map((text) => `${text} ${cents}/100`));
  if (cents === '00') {
    if (country === 'US' || country === 'CA') forms.push(...whole.map((text) => `${text} xx/100`));
    if (country === 'GB') forms.push(...whole.map((text) => `${text}-`));
    if (country === 'IN') forms.push(...whole.flatMap((text) => [`${text}/-`, `${text}x`]));
  }
  return [...forms, ...forms.map((text) => `x${text}`), ...forms.map((text) => `--${text}`)];
}
