import { OTHER } from '../document/model-identity.ts';
import { DIGITS, type FrameScores, OTHER_SIGN, placeText, SEPARATORS, signFrames } from './frames.ts';
import { likelyWritings } from './written-text.ts';

/** So many writings of a word are compared. */
const WRITINGS = 6;
/** How much less likely each change between digits and letters makes a word, as a logarithm; chosen on forms for validation. */
const CHANGE = 1;
const END = 0.5;

/**
 * A word's frames, with what may be a digit or a letter taken for what suits the signs beside it, as the l of typewriters is
 * their 1: words of digits and letters are rarer than words of either.
 */
export function inContext<Look extends FrameScores>(look: Look): Look {
  const writings = likelyWritings(look, WRITINGS).map(({ text, log }) => ({
    text,
    log: log - CHANGE * changesIn(text),
  }));
  const [first] = writings;
  const best = writings.reduce((likeliest, writing) => (writing.log > likeliest.log ? writing : likeliest));
  return best === first ? look : { ...look, probabilities: takenFor(best.text, look) };
}

/**
 * Between a digit and a letter or sign next to it; a separator between them makes no difference. At the ends of a word one counts half:
 * brackets, currency and percent signs stand there.
 */
function changesIn(text: string): number {
  const isOther = [...text].filter((sign) => !SEPARATORS.includes(sign)).map((sign) => sign === OTHER_SIGN);
  const last = isOther.length - 1;
  const isEnd = (i: number) => (i === 1 && isOther[0]!) || (i === last && isOther[last]!);
  return isOther.reduce((sum, other, i) => {
    if (i === 0 || other === isOther[i - 1]) return sum;
    return sum + (isEnd(i) ? END : 1);
  }, 0);
}

/** The probabilities where each frame of a digit of the text is of no letter, and each of a letter of no digit. */
function takenFor(text: string, { classes, probabilities: before }: FrameScores): Float32Array {
  const probabilities = before.slice();
  const row = classes.length;
  const other = classes.indexOf(OTHER);
  const digits = [...DIGITS].map((digit) => classes.indexOf(digit));
  const frames = signFrames({ classes, probabilities }, DIGITS + SEPARATORS + OTHER_SIGN);
  const places = placeText(frames, text) ?? [];
  places.forEach(({ from, to }, i) => {
    const sign = text[i]!;
    if (SEPARATORS.includes(sign)) return;
    const taken = sign === OTHER_SIGN ? other : classes.indexOf(sign);
    const first = Math.ceil(((places[i - 1]?.to ?? -from) + from) / 2);
    const last = Math.ceil((to + (places[i + 1]?.from ?? 2 * frames.count - to)) / 2);
    for (let frame = first; frame < last; frame++)
      for (const lost of sign === OTHER_SIGN ? digits : [other]) {
        probabilities[frame * row + taken]! += probabilities[frame * row + lost]!;
        probabilities[frame * row + lost] = 0;
      }
  });
  return probabilities;
}
