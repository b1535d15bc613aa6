import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import opentype from 'opentype.js';
import { describe, expect, it } from 'vitest';
import { anyAmount } from '../../lib/fields/amount-in-words.ts';
import { aroundUnits } from '../../lib/fields/legal-amount.ts';
import type { Counting } from '../../lib/fields/number-words.ts';
import { followLetters, letterFrames } from '../../lib/read/follow-letters.ts';
import { letterGraph } from '../../lib/read/letter-graph.ts';
import { randomFor } from '../../local/seeded-random.ts';
import { spelledLetters } from '../../local/spelled-letters.ts';
import {
  amountInWords,
  inCapitals,
  lettersOf,
  lineOfWords,
} from '../../training/dump-strips/amount-texts.ts';
import { composeWords, type WritingFace } from '../../training/dump-strips/compose-words.ts';
import { boundsWhere } from '../preprocess/pictures.ts';

const WORDS = ['abhilash', 'reddy', 'memo'];

describe('amountInWords', () => {
  it.each<Counting>(['lakh', 'thousands'])('says what the reader hears: %s', (counting) => {
    const graph = letterGraph(anyAmount(counting));
    for (let i = 0; i < 40; i++) {
      const random = randomFor(5, i);
      const units = 1 + random.below(10 ** (1 + random.below(8)));
      const letters = lettersOf(
        amountInWords({ units, cents: i % 3 === 0 ? 45 : undefined, counting }, random),
      );
      const frames = letterFrames(spelledLetters(letters));
      expect(followLetters(frames, graph, aroundUnits(frames)).sum).toBe(units);
    }
  });
});

describe('lineOfWords', () => {
  const lines = Array.from({ length: 600 }, (_, i) => lineOfWords(WORDS, randomFor(9, i)));

  it('is the same for the same seed', () => {
    expect(lineOfWords(WORDS, randomFor(9, 7))).toBe(lines[7]);
  });

  it('is an amount most often, and else a date or other words', () => {
    const share = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).length / lines.length;
    expect(share(/hundred|thousand|lakh|crore|million|only|ty|teen/iu)).toBeGreaterThan(0.5);
    expect(share(/\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu)).toBeGreaterThan(0.05);
    expect(share(/abhilash|reddy|memo/u)).toBeGreaterThan(0.1);
  });
});

describe('inCapitals and lettersOf', () => {
  it('keep what is read', () => {
    const text = 'two lakh & 5/100 only/-';
    expect(lettersOf(text)).toBe('twolakh#####only');
    for (let i = 0; i < 20; i++)
      expect(lettersOf(inCapitals(text, 0.3, randomFor(1, i)))).toBe(lettersOf(text));
    expect(inCapitals(text, 1, randomFor(1, 0))).toBe(text.toUpperCase());
  });
});

describe('composeWords', () => {
  const font = join(
    import.meta.dirname,
    '../../node_modules/@fontsource/courier-prime/files/courier-prime-latin-400-normal.woff',
  );
  const faces = async (isPrint: boolean): Promise<WritingFace[]> => {
    const { buffer } = new Uint8Array(await readFile(font));
    return [{ font: opentype.parse(buffer), isPrint }];
  };

  it.each([true, false])(
    'draws a line between its ends, the same for the same seed (print: %s)',
    async (print) => {
      const [one, same] = [
        await composeWords('Two lakh', await faces(print), randomFor(2, 1)),
        await composeWords('Two lakh', await faces(print), randomFor(2, 1)),
      ];
      expect(Buffer.compare(one.ink.data, same.ink.data)).toBe(0);
      const ink = boundsWhere(one.ink, (level) => level > 100);
      expect(ink.x).toBeGreaterThan(one.left - one.height);
      expect(ink.x + ink.width).toBeLessThan(one.right + one.height);
      expect(ink.height).toBeGreaterThan(0.6 * one.height);
    },
  );

  it('draws no letter twice alike by hand', async () => {
    const [a, b] = await Promise.all(
      [1, 2].map(async (seed) => composeWords('ten', await faces(false), randomFor(3, seed))),
    );
    expect(Buffer.from(a!.ink.data).equals(Buffer.from(b!.ink.data))).toBe(false);
  });
});
