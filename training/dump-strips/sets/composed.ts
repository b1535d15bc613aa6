import { digitsOf } from '../../../lib/document/digits-of.ts';
import { overlapY, unionBoxes } from '../../../lib/document/geometry.ts';
import { prepareLine } from '../../../lib/pipeline/prepare-line.ts';
import { type LineStrip, lineStrip } from '../../../lib/segment/line-strip.ts';
import { segmentPage } from '../../../lib/segment/segment-page.ts';
import type { TextLine } from '../../../lib/segment/text-line.ts';
import { randomFor } from '../../../local/seeded-random.ts';
import { type ComposedLine, composeLine, mannerOf } from '../compose-line.ts';
import { type Hands, loadHands } from '../hands.ts';
import { scanLine } from '../paper.ts';
import { type LabelledStrip, type StripSet, WIDEST_STRIP } from '../strip-set.ts';
import { readableText, writtenText } from '../texts.ts';

const SEED = 41;
/** Digits may be lost by this much of their height at either end: a thin foot under the paper's grain. */
const SLACK = 0.35;
/** So many lines stand in combs, a digit a cell. */
const COMB_SHARE = 0.07;

/** Lines put together from the digits of all sets, laid on paper, scanned, and found again as in service. */
export function composedLines(counts: {
  readonly train: number;
  readonly validation: number;
  /** Where to go on from, to make more of them. */
  readonly first: number;
  readonly leaveOut: ReadonlySet<string>;
}): StripSet {
  return {
    name: 'composed',
    licence: 'made from the digits of the other sets and from OFL, Apache, MIT and UFL fonts',
    digitsOnly: false,
    async *strips(root) {
      const hands = await loadHands(root, counts.leaveOut);
      for (const split of ['validation', 'train'] as const) {
        for (let i = 0; i < counts[split]; i++) {
          const strip = await composedStrip(hands, split, counts.first + i);
          if (strip) yield strip;
        }
      }
    },
  };
}

async function composedStrip(
  hands: Hands,
  split: 'train' | 'validation',
  index: number,
): Promise<LabelledStrip | undefined> {
  const random = randomFor(SEED, split === 'train' ? 1 : 2, index);
  const hand = hands.pick(split, random);
  const inComb = random.next() < COMB_SHARE;
  const written = inComb ? digitsOf(writtenText(random)) : writtenText(random);
  if (written === '') return undefined;
  const line = composeLine(written, hand, mannerOf(hand, inComb, random), random);
  const strip = await findStrip(line, await scanLine(line, random));
  return strip && { split, text: readableText(written), strip };
}

/** The line found as in service; undefined when not all of its digits are in it, or it is too wide to train on. */
async function findStrip(
  line: ComposedLine,
  picture: Awaited<ReturnType<typeof scanLine>>,
): Promise<LineStrip | undefined> {
  const page = await prepareLine(picture);
  const lines = segmentPage(page);
  const main = lines.reduce<TextLine | undefined>(
    (best, other) => (best && best.box.width >= other.box.width ? best : other),
    undefined,
  );
  if (main === undefined) return undefined;
  const pieces = lines
    .filter(({ box }) => overlapY(box, main.box) >= 0.5 * box.height)
    .flatMap((other) => other.pieces);
  const found = unionBoxes(pieces.map(({ box }) => box));
  const slack = SLACK * line.height;
  if (found.x > line.left + slack || found.x + found.width < line.right - slack) return undefined;
  const strip = lineStrip({ height: main.height, band: main.band, pieces }, page);
  return strip.width > WIDEST_STRIP ? undefined : strip;
}
