import type { Random } from '../../local/seeded-random.ts';
import { pickByShare } from './pick-by-share.ts';
import { grouped, digits as soManyDigits, whole } from './texts.ts';

/** What stands between two spaces of a printed page, as it is printed. */
type Form = (random: Random, words: readonly string[]) => string;

/** About as often as in English. */
const SMALL_LETTERS = 'eeeeeettttaaaooooiiiinnnsssshhrrrdddlllluuccmmwffggyppbvk';
const CAPITALS = 'EEETTTAAAOOOIIIINNSSSSHRRDDLLUCCMMFFGYPPBBWVKXZQJ';
const MOST_LETTERS = 10;
/** Of the words, so many stand in capitals, so many begin with one, and so many are of a list: names, codes and other languages are not. */
const CAPITALS_SHARE = 0.35;
const CAPITALIZED_SHARE = 0.25;
const LISTED_SHARE = 0.6;

const of = <T>(things: readonly T[], random: Random) => things[random.below(things.length)]!;

const letters = (alphabet: string, random: Random, count: number) =>
  Array.from({ length: count }, () => alphabet[random.below(alphabet.length)]).join('');

const digits = (random: Random, least: number, most: number) =>
  soManyDigits(random, least + random.below(most - least + 1));

const capital = (random: Random) => letters(CAPITALS, random, 1);

const word: Form = (random, words) => {
  const end = random.next() < 0.25 ? of([',', '.', ':', ';', ')', '-', '?'], random) : '';
  const style = random.next();
  if (random.next() < LISTED_SHARE) return inStyle(of(words, random), style) + end;
  const length = 1 + random.below(MOST_LETTERS);
  if (style < CAPITALS_SHARE) return letters(CAPITALS, random, length) + end;
  return inStyle(letters(SMALL_LETTERS, random, length), style) + end;
};

function inStyle(text: string, style: number): string {
  if (style < CAPITALS_SHARE) return text.toUpperCase();
  if (style < CAPITALS_SHARE + CAPITALIZED_SHARE) return text[0]!.toUpperCase() + text.slice(1);
  return text;
}

const number: Form = (random) => digits(random, 1, 7);

const amount: Form = (random) => {
  const body = grouped(whole(random, 1 + random.below(7)), ',', false);
  const cents = random.next() < 0.5 ? `.${random.next() < 0.4 ? '00' : digits(random, 2, 2)}` : '';
  const sign = random.next();
  return `${sign < 0.3 ? '$' : sign < 0.34 ? '-' : ''}${body}${cents}`;
};

const upTo = (most: number, random: Random) => {
  const value = String(1 + random.below(most));
  return random.next() < 0.5 ? value.padStart(2, '0') : value;
};

const year = (random: Random) =>
  `${random.next() < 0.7 ? of(['19', '20'], random) : ''}${digits(random, 2, 2)}`;

const date: Form = (random) => {
  const sign = of(['/', '/', '/', '-', '-', '.'], random);
  return [upTo(12, random), upTo(31, random), year(random)].join(sign);
};

const telephone: Form = (random) =>
  of([digits(random, 3, 3), `(${digits(random, 3, 3)})`, `${digits(random, 3, 3)}-`], random) +
  of(['', '', '/', '-', '.'], random) +
  (random.next() < 0.6 ? `${digits(random, 3, 3)}-${digits(random, 4, 4)}` : '');

/** Groups of digits with hyphens between, as catalogues, files and postal districts have them. */
const groups: Form = (random) =>
  random.next() < 0.3
    ? `${digits(random, 5, 5)}-${digits(random, 4, 4)}`
    : Array.from({ length: 2 + random.below(3) }, () => digits(random, 1, 5)).join('-');

/** Letters beside digits, as in codes, units and ordinals. */
const code: Form = (random) => {
  const stem = digits(random, 1, 5);
  const sign = of(['', '', '-', '-', '.', '/'], random);
  switch (random.below(7)) {
    case 0:
      return `${letters(CAPITALS, random, 1 + random.below(3))}${sign}${stem}`;
    case 1:
      return `${stem}${sign}${letters(CAPITALS, random, 1 + random.below(2))}`;
    case 2:
      return `${stem}${letters(SMALL_LETTERS, random, 2)}`;
    case 3:
      return `${capital(random)}${sign}${stem}${sign}${digits(random, 1, 4)}`;
    case 4:
      return `${letters(CAPITALS, random, 2 + random.below(4))}${of(['#', '-', ':', '.'], random)}${stem}`;
    case 5:
      return `${capital(random)}${digits(random, 1, 1)}${capital(random)}`;
    default:
      return `${stem}${sign}${capital(random)}${sign}${digits(random, 1, 3)}`;
  }
};

/** Marks round a number: brackets, a share, a number sign, the end of an item or of a sentence. */
const marked: Form = (random) => {
  const body = digits(random, 1, 4);
  return of(
    [
      `(${body})`,
      `(${body}`,
      `${body})`,
      `${body}.`,
      `${body},`,
      `${body}:`,
      `${body};`,
      `${body}%`,
      `${body}%`,
      `${body}%,`,
      `${body}.${digits(random, 1, 2)}%`,
      `(${body}%)`,
      `(${body}%`,
      `${body}'S`,
      `${body}'s`,
      `${body}°`,
      `(${body}-${digits(random, 1, 2)})`,
      `(${body}/${digits(random, 1, 2)})`,
      `$${body}`,
      `#${body}`,
      `'${digits(random, 2, 2)}`,
      `"${body}"`,
      `*${body}`,
      `${body}*`,
      `+${body}`,
      `±${body}`,
      `[${body}]`,
      `${body}"`,
      `&${body}`,
    ],
    random,
  );
};

/** Two numbers with a sign between: ranges, times, shares, fractions, decimals. */
const pair: Form = (random) =>
  digits(random, 1, 3) + of(['-', '-', '/', '/', ':', '.', '.', 'x', '&'], random) + digits(random, 1, 3);

const FORMS: readonly { readonly share: number; readonly form: Form }[] = [
  { share: 0.35, form: word },
  { share: 0.15, form: number },
  { share: 0.1, form: amount },
  { share: 0.06, form: date },
  { share: 0.04, form: year },
  { share: 0.05, form: telephone },
  { share: 0.03, form: groups },
  { share: 0.07, form: code },
  { share: 0.1, form: marked },
  { share: 0.05, form: pair },
];

/** A word, of `words` or of any letters, or a number as forms and letters have them. */
export function printedText(random: Random, words: readonly string[]): string {
  return pickByShare(FORMS, random).form(random, words);
}
