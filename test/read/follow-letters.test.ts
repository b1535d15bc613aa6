import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followLetters, letterFrames, surroundingsOf } from '../../lib/read/follow-letters.ts';
import {
  ANYTHING,
  either,
  letterGraph,
  maybe,
  NO_LETTER,
  often,
  type Pattern,
  reversed,
  row,
  word,
} from '../../lib/read/letter-graph.ts';
import { spelledLetters } from '../../local/spelled-letters.ts';

const follow = (text: string, pattern: Pattern, sureness?: number) =>
  followLetters(letterFrames(spelledLetters(text, sureness)), letterGraph(pattern));
/** What frames cost that say what the pattern has, each as sure as the others. */
const fitting = (text: string, words = 0, sureness = 0.95) =>
  (spelledLetters(text, sureness).probabilities.length / 28) * Math.log(sureness) + words * WORD;
/** What each word costs besides. */
const WORD = Math.log(0.05);

describe('letterGraph', () => {
  it('has a position for each letter, and knows what may stand before and at the ends', () => {
    const { positions, fitsNothing } = letterGraph(row(maybe(word('ab')), either(word('c'), word('d'))));
    expect(positions.map(({ letter }) => letter).join('')).toBe('abcd');
    expect(positions.map(({ before }) => before)).toEqual([[], [0], [1], [1]]);
    expect(positions.map(({ isFirst }) => isFirst)).toEqual([true, false, true, true]);
    expect(positions.map(({ isLast }) => isLast)).toEqual([false, false, true, true]);
    expect(fitsNothing).toBe(false);
  });

  it('knows what fits nothing at all', () => {
    expect(letterGraph(row(maybe(word('a')), ANYTHING)).fitsNothing).toBe(true);
    expect(letterGraph(often(word('a'))).fitsNothing).toBe(false);
  });

  it('goes round what may stand often, by a joint where many follow many', () => {
    const { positions, joints } = letterGraph(often(either(word('ab'), word('c'))));
    expect(positions.map(({ before }) => before)).toEqual([[], [0], []]);
    expect(positions.map((position) => position.joints)).toEqual([[0], [], [0]]);
    expect(joints).toEqual([[1, 2]]);
  });

  it('is turned round with its pattern', () => {
    const pattern = row(maybe(word('ab', 3)), often(either(word('cd'), ANYTHING)));
    const { positions } = letterGraph(reversed(pattern));
    expect(positions.map(({ letter }) => letter).join('')).toBe('dc*ba');
    expect(reversed(reversed(pattern))).toEqual(pattern);
  });
});

describe('followLetters', () => {
  it('reads what stands there, and adds up what its words are worth', () => {
    const pattern = row(either(word('two', 2), word('ten', 10)), maybe(word('and')), word('one', 1));
    expect(follow('ten one', pattern)).toEqual({ log: expect.closeTo(fitting('ten one', 2), 6), sum: 11 });
    expect(follow('two and one', pattern).sum).toBe(3);
  });

  it('needs a blank between two of a letter, and none between others', () => {
    expect(follow('three', word('three')).log).toBeCloseTo(fitting('three', 1), 6);
    const touching = spelledLetters('ab').probabilities.filter((_, at) => at < 2 * 28 || at >= 3 * 28);
    const frames = { ...spelledLetters('ab'), probabilities: touching };
    expect(followLetters(letterFrames(frames), letterGraph(word('ab'))).log).toBeGreaterThan(WORD - 1);
    const doubled = { ...frames, probabilities: spelledLetters('a').probabilities.slice(0, 2 * 28) };
    expect(followLetters(letterFrames(doubled), letterGraph(word('aa'))).log).toBe(-Infinity);
  });

  it('holds signs that nothing is known of for less likely, and lets them stand at either end', () => {
    const framed = row(ANYTHING, word('six', 6), ANYTHING);
    expect(follow('xyz six only', framed).sum).toBe(6);
    expect(follow('six', framed).log).toBeCloseTo(fitting('six', 1), 6);
    expect(follow('qq', ANYTHING).log).toBeLessThan(follow('', ANYTHING).log);
    expect(follow('5', word(NO_LETTER)).log).toBeGreaterThan(-1);
  });

  it('reads no words into what is none', () => {
    const often20 = row(ANYTHING, maybe(word('two', 20)), word('six', 6), ANYTHING);
    expect(follow('two six', often20).sum).toBe(26);
    expect(follow('qq six', often20).sum).toBe(6);
  });

  it('rules nothing out for a letter that was not seen', () => {
    const pattern = either(word('forty', 40), word('fifty', 50));
    expect(follow('fosty', pattern).sum).toBe(40);
    expect(follow('fosty', pattern).log).toBeGreaterThan(-40);
  });

  it('reads words between what surrounds them as it reads all in one', () => {
    const [before, words, behind] = [
      row(ANYTHING, maybe(word('rs'))),
      row(
        either(word('six', 6), word('two', 2), word('ten', 10)),
        maybe(either(word('one', 1), word('ten', 10))),
      ),
      row(maybe(word('only')), ANYTHING),
    ];
    const around = { before: letterGraph(before), behind: letterGraph(reversed(behind)) };
    const both = (said: string, sure?: number) => {
      const frames = letterFrames(spelledLetters(said, sure));
      return [
        followLetters(frames, letterGraph(row(before, words, behind))),
        followLetters(frames, letterGraph(words), surroundingsOf(frames, around.before, around.behind)),
      ] as const;
    };
    expect(both('rs two ten only').map(({ sum }) => sum)).toEqual([12, 12]);
    const sign = fc.constantFrom('six', 'two', 'one', 'ten', 'rs', 'only', 'q', ' ');
    fc.assert(
      fc.property(
        fc.array(sign, { maxLength: 6 }),
        fc.double({ min: 0.3, max: 0.99, noNaN: true }),
        (said, sure) => {
          const [whole, parts] = both(said.join(' '), sure);
          expect(parts.log).toBeCloseTo(whole.log, 6);
        },
      ),
    );
  });

  it('has no way through too few frames, and one through none where nothing fits', () => {
    expect(follow('', word('one')).log).toBe(-Infinity);
    expect(follow('', ANYTHING)).toEqual({ log: 0, sum: 0 });
  });

  it('finds the way that trying all words finds', () => {
    const letters = fc.constantFrom('a', 'b', 'c');
    const text = fc.array(letters, { minLength: 1, maxLength: 4 }).map((signs) => signs.join(''));
    const words = fc.uniqueArray(text, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        text,
        words,
        fc.double({ min: 0.3, max: 0.99, noNaN: true }),
        (written, tried, sureness) => {
          const one = follow(written, either(...tried.map((letter, i) => word(letter, i + 1))), sureness);
          const each = tried.map((letter) => follow(written, word(letter), sureness).log);
          expect(one.log).toBeCloseTo(Math.max(...each), 9);
          expect(each[one.sum - 1] ?? -Infinity).toBeCloseTo(one.log, 9);
        },
      ),
    );
  });
});
