/**
 * Checksums by the names that templates use: `aba` of US routing numbers, `luhn`, `mod10` (GS1), `mod11` (weights 2 to 7),
 * `mod97` (ISO/IEC 7064 MOD 97-10) and `rib` of French accounts with bank and branch.
 */
export type Checksum = 'aba' | 'luhn' | 'mod10' | 'mod11' | 'mod97' | 'rib';

/** Whether the digits agree with their check digits; never for an empty text or one with anything but ASCII digits. */
export function checksumHolds(name: Checksum, digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false;
  switch (name) {
    case 'aba':
      return digits.length === 9 && abaRest(digits) === 0;
    case 'luhn':
      return luhnRest(digits) === 0;
    case 'mod10':
      return mod10Rest(digits) === 0;
    case 'mod11':
      return mod11Rest(digits) === 0;
    case 'mod97':
      return remainder(digits, 97) === 1;
    case 'rib':
      return digits.length === 23 && remainder(digits, 97) === 0;
  }
}

/**
 * The digits with the one unread character `?` put right, where exactly one is unread and exactly one digit in its place lets
 * the checksum hold; else undefined.
 */
export function completeByChecksum(name: Checksum, digits: string): string | undefined {
  if (digits.split('?').length !== 2) return undefined;
  const fitting = [...'0123456789']
    .map((digit) => digits.replace('?', digit))
    .filter((text) => checksumHolds(name, text));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The check digit that Luhn's rule puts after `digits` (ISO/IEC 7812-1). */
export function luhnDigit(digits: string): number {
  return (10 - luhnRest(`${digits}0`)) % 10;
}

/** Routing numbers of the American Bankers Association: weights 3, 7, 1 from the left. */
function abaRest(digits: string): number {
  return weighted(digits, (at) => [3, 7, 1][at % 3]!) % 10;
}

/** From the right every second digit counts double, its two digits added up. */
function luhnRest(digits: string): number {
  const last = digits.length - 1;
  let sum = 0;
  for (let at = 0; at <= last; at++) {
    const digit = Number(digits[at]);
    sum += (last - at) % 2 === 0 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
  }
  return sum % 10;
}

/** Weights 1, 3, 1, 3 from the right (as GS1 numbers have it). */
function mod10Rest(digits: string): number {
  return weighted(digits, (at) => ((digits.length - 1 - at) % 2 === 0 ? 1 : 3)) % 10;
}

/** Weights 1 for the check digit, then 2 to 7 over and over from the right. */
function mod11Rest(digits: string): number {
  return (
    weighted(digits, (at) => {
      const fromRight = digits.length - 1 - at;
      return fromRight === 0 ? 1 : 2 + ((fromRight - 1) % 6);
    }) % 11
  );
}

function weighted(digits: string, weight: (at: number) => number): number {
  return [...digits].reduce((sum, digit, at) => sum + Number(digit) * weight(at), 0);
}

/** Of a number of any length: digit by digit, so that nothing leaves the exact integers. */
function remainder(digits: string, divisor: number): number {
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % divisor, 0);
}
