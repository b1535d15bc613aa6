import { prepareLine } from '../../../lib/pipeline/prepare-line.ts';
import { writingStrip } from '../../../lib/segment/writing-strip.ts';
import { randomFor } from '../../../local/seeded-random.ts';
import { inCapitals, lettersOf, lineOfWords } from '../amount-texts.ts';
import { composeWords } from '../compose-words.ts';
import { scanLine } from '../paper.ts';
import { loadPrintFaces } from '../print-faces.ts';
import { loadWords } from '../print-words.ts';
import { type StripSet, WIDEST_STRIP } from '../strip-set.ts';
import { loadHandwriting, type SplitFace } from '../writing-faces.ts';

const SEED = 131;
/** So many lines are set in faces of print, as machines fill in cheques; so many of each are in capitals throughout. */
const PRINTED = 0.15;
const CAPITALS = { hand: 0.12, print: 0.5 };

/** Amounts in words and other lines of words, drawn in faces like handwriting, scanned, and found again as in service. */
export function amountWords(counts: {
  readonly train: number;
  readonly validation: number;
  /** Where to go on from, to make more of them. */
  readonly first: number;
}): StripSet {
  return {
    name: 'amount-words',
    licence: 'drawn in OFL, Apache, MIT and UFL fonts',
    digitsOnly: false,
    async *strips() {
      const [hands, words] = [await loadHandwriting(), await loadWords()];
      const print = (await loadPrintFaces()).map((face) => ({ ...face, isPrint: true }));
      for (const split of ['validation', 'train'] as const) {
        const own = (faces: readonly SplitFace[]) => faces.filter((face) => face.split === split);
        const [written, printed] = [own(hands), own(print)];
        for (let i = counts.first; i < counts.first + counts[split]; i++) {
          const random = randomFor(SEED, split === 'train' ? 1 : 2, i);
          const [faces, capitals] =
            random.next() < PRINTED ? [printed, CAPITALS.print] : [written, CAPITALS.hand];
          const text = inCapitals(lineOfWords(words, random), capitals, random);
          const page = await prepareLine(await scanLine(await composeWords(text, faces, random), random));
          const strip = writingStrip(page.components, page);
          if (strip === undefined || strip.width > WIDEST_STRIP) continue;
          yield { split, text: lettersOf(text), strip: { width: strip.width, data: strip.data } };
        }
      }
    },
  };
}
