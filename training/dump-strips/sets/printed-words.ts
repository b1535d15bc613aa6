import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDocument } from '../../../lib/decode/open-document.ts';
import { digitsOf } from '../../../lib/document/digits-of.ts';
import { type Box, overlapX, overlapY, unionBoxes } from '../../../lib/document/geometry.ts';
import { LEAST_DPI } from '../../../lib/pipeline/read-page.ts';
import { type PageInput, preparePage } from '../../../lib/preprocess/prepare-page.ts';
import { OTHER_SIGN } from '../../../lib/read/frames.ts';
import { lineStrip } from '../../../lib/segment/line-strip.ts';
import { segmentPage } from '../../../lib/segment/segment-page.ts';
import { wordsOf } from '../../../lib/segment/words.ts';
import { documentSplit } from '../../../local/evaluate/document-splits.ts';
import { readTruth } from '../../../local/evaluate/shapes/truth.ts';
import { randomFor } from '../../../local/seeded-random.ts';
import { loadPrintFaces } from '../print-faces.ts';
import { composePrintPage, type PrintedWord } from '../print-page.ts';
import { loadWords } from '../print-words.ts';
import { type LabelledStrip, type StripSet, WIDEST_STRIP } from '../strip-set.ts';
import { readableText } from '../texts.ts';

const SEED = 97;
/** A composed page has about so many words. */
const WORDS_A_PAGE = 80;
/** A word found may be longer or shorter at either end than it is said to be, by this share of its height. */
const SLACK = 0.35;
const LOOSE = 0.6;
/** Words share a line with a box when they overlap by this much of the lower one, and a place by more than this much of the height. */
const SAME_LINE = 0.5;
const TOUCH = 0.15;
/** Of the words without a digit that are known to have none, each so-manieth is shown. */
const WITHOUT = 3;

/** Words and numbers of composed pages of print, found on them as in service. */
export function printedWords(counts: {
  readonly train: number;
  readonly validation: number;
  /** Where to go on from, to make more of them. */
  readonly first: number;
}): StripSet {
  return {
    name: 'printed-words',
    licence: 'drawn in OFL, Apache and UFL fonts',
    digitsOnly: false,
    async *strips() {
      const stock = { faces: await loadPrintFaces(), words: await loadWords() };
      for (const split of ['validation', 'train'] as const) {
        const pages = Math.ceil(counts[split] / WORDS_A_PAGE);
        const first = Math.ceil(counts.first / WORDS_A_PAGE);
        for (let i = first; i < first + pages; i++) {
          const page = await composePrintPage(stock, split, randomFor(SEED, split === 'train' ? 1 : 2, i));
          for await (const found of foundWords(page, { deskew: false })) {
            const text = textAt(found, page.words, SLACK);
            if (text) yield { split, text: readableText(text), strip: found.strip };
          }
        }
      }
    },
  };
}

/** The words of real forms whose numbers are all known with their places: their digits, and that others have none. */
export function formWords(set: string, licence: string): StripSet {
  return {
    name: `${set}-words`,
    licence,
    digitsOnly: true,
    async *strips(root) {
      const folder = join(root, 'documents', set);
      for (const [index, truth] of (await readTruth(folder)).entries()) {
        const split = documentSplit(set, index);
        if (split === 'test') continue;
        const known = truth.numbers.flatMap(({ text, box }) => (box ? [{ text, box }] : []));
        const document = await openDocument(await readFile(join(folder, truth.file)));
        let without = 0;
        for await (const page of document.pages()) {
          for await (const found of foundWords(page)) {
            const text = textAt(found, known, LOOSE);
            if (text === undefined || (text === '' && ++without % WITHOUT !== 0)) continue;
            yield { split, text: digitsOf(text), strip: found.strip };
          }
        }
      }
    },
  };
}

interface FoundWord {
  /** In pixels of the page as delivered. */
  readonly box: Box;
  readonly strip: LabelledStrip['strip'];
}

async function* foundWords(page: PageInput, { deskew = true } = {}): AsyncGenerator<FoundWord> {
  const prepared = await preparePage(page, { turn: 0, deskew, leastDpi: LEAST_DPI });
  for (const line of segmentPage(prepared)) {
    for (const { begin, end } of wordsOf(line)) {
      const pieces = line.pieces.slice(begin, end);
      const { width, data } = lineStrip({ height: line.height, band: line.band, pieces }, prepared);
      if (width > WIDEST_STRIP) continue;
      // Without its way back to the page, which would be kept as long as the strip.
      yield { box: prepared.toSource(unionBoxes(pieces.map((piece) => piece.box))), strip: { width, data } };
    }
  }
}

/**
 * What stands in a word found: words that it joins with a sign between them, where the network can see a space. Empty where nothing
 * is known to stand, undefined where it holds a part of a known word only.
 */
function textAt({ box }: FoundWord, known: readonly PrintedWord[], slack: number): string | undefined {
  const own = known
    .filter(
      ({ box: other }) =>
        overlapY(other, box) >= SAME_LINE * Math.min(other.height, box.height) &&
        overlapX(other, box) > TOUCH * Math.min(other.height, box.height),
    )
    .sort((a, b) => a.box.x - b.box.x);
  if (own.length === 0) return '';
  if (own.some(isStanding)) return undefined;
  const all = unionBoxes(own.map((word) => word.box));
  const most = slack * all.height;
  const isWhole = Math.abs(all.x - box.x) <= most && Math.abs(all.x + all.width - box.x - box.width) <= most;
  return isWhole ? own.map(({ text }) => text).join(OTHER_SIGN) : undefined;
}

/** Numbers along a page's side are none of a lying word. */
function isStanding({ text, box }: PrintedWord): boolean {
  return text.length > 1 && box.height > box.width;
}
