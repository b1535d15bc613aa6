/** One way to part the on-us field of a US line. */
export interface OnUsParts {
  readonly account?: string;
  readonly serial?: string;
  readonly transactionCode?: string;
  readonly weight: number;
}

/** A serial number has so many digits; a shorter number after the account is a transaction code more often. */
const SERIAL = /^[\d?]{3,10}$/;
const SHORT = /^[\d?]{1,2}$/;
/** A number before the account, kept apart from it by a dash alone, is its serial about as often as a part of it. */
const DASHED_SERIAL = /^([\d?]{3,5})D([\d?D]{5,})$/;

/**
 * Parts the on-us field (X9.100-160, positions 14 to 32), which each bank lays out as it likes: `account C`, `account C code`,
 * `account C serial`, `serial C account C`, `serial account C`, with dashes inside accounts. `text` has no other symbols than
 * C and D; `hasSerial` when the line has an auxiliary on-us field, which then holds the serial number.
 */
export function onUsParts(text: string, hasSerial: boolean): readonly OnUsParts[] {
  const end = text.lastIndexOf('C');
  const tail = end < 0 ? '' : bare(text.slice(end + 1));
  const head = (end < 0 ? text : text.slice(0, end)).split(/[C ]+/).filter((piece) => /[\d?]/.test(piece));
  if (hasSerial) return [{ ...withAccount(head.map(bare).join('')), ...codeOf(tail), weight: 1 }];
  const ways = SERIAL.test(digits(tail)) ? [{ serial: digits(tail), weight: 1 }] : tailWays(tail);
  return ways.flatMap((way) =>
    way.serial === undefined
      ? headWays(head).map((account) => ({ ...way, ...account, weight: way.weight * account.weight }))
      : [{ ...way, ...withAccount(head.map(bare).join('')) }],
  );
}

/** One or two digits after the last symbol, and anything else that is no serial number. */
function tailWays(tail: string): OnUsParts[] {
  if (tail === '') return [{ weight: 1 }];
  if (!SHORT.test(tail)) return [{ ...codeOf(tail), weight: 1 }];
  return [
    { transactionCode: tail, weight: 0.7 },
    { serial: tail, weight: 0.3 },
  ];
}

/** Where no number follows the account, one may stand before it. */
function headWays(head: readonly string[]): OnUsParts[] {
  const [first = '', ...others] = head.map(bare);
  const rest = others.join('');
  if (rest === '') {
    const [, serial, account] = DASHED_SERIAL.exec(first) ?? [];
    if (serial === undefined || account === undefined) return [{ ...withAccount(first), weight: 1 }];
    return [
      { serial, account, weight: 0.5 },
      { account: first, weight: 0.5 },
    ];
  }
  const shorter = digits(first).length < digits(rest).length;
  const whole = { ...withAccount(`${first}${rest}`), weight: shorter ? 0.1 : 0.5 };
  if (!SERIAL.test(digits(first))) return [whole];
  return [{ serial: digits(first), account: rest, weight: shorter ? 0.9 : 0.5 }, whole];
}

function withAccount(account: string): { readonly account?: string } {
  return account === '' ? {} : { account };
}

function codeOf(tail: string): { readonly transactionCode?: string } {
  return tail === '' ? {} : { transactionCode: digits(tail) };
}

/** Without spaces, and without dashes at its ends. */
function bare(piece: string): string {
  return piece.replace(/ /g, '').replace(/^D+|D+$/g, '');
}

function digits(text: string): string {
  return text.replace(/[^\d?]/g, '');
}
