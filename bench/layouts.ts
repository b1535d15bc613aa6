/** Says how often the fields of cheques are looked for where a set's boxes say that they are: `npm run bench:layouts -- FOLDER`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Classifier } from '../lib/classify/classifier.ts';
import { openDocument } from '../lib/decode/open-document.ts';
import type { Box } from '../lib/document/geometry.ts';
import type { FoundZone } from '../lib/fields/layout/cheque-look.ts';
import { findAccount } from '../lib/fields/layout/find-account.ts';
import { findAmount } from '../lib/fields/layout/find-amount.ts';
import { findDate } from '../lib/fields/layout/find-date.ts';
import { lookAtCheque } from '../lib/fields/layout/look-at-cheque.ts';
import { cropsOf, scoresByLine } from '../lib/pipeline/line-crops.ts';
import { preparePage } from '../lib/preprocess/prepare-page.ts';
import { findNumbers } from '../lib/read/find-numbers.ts';
import { segmentPage } from '../lib/segment/segment-page.ts';
import { openClassifier } from '../local/cli/open-classifier.ts';
import { parseArguments } from '../local/cli/parse-arguments.ts';

const FINDERS = { amount: findAmount, date: findDate, account_number: findAccount };
/** As many places as are read of a cheque, at most. */
const PLACES = 8;
/** A place is right if its middle lies in the field's box, and it is at least this share as wide. */
const LEAST_WIDTH = 0.4;
const DPI = 130;

const boxesSchema = z.array(
  z.object({
    file: z.string(),
    boxes: z.record(z.string(), z.array(z.tuple([z.number(), z.number(), z.number(), z.number()]))),
  }),
);

/** What the finders see of a page, as long as no MICR line was read on it. */
async function lookAt(path: string, classifier: Classifier) {
  const { value: page } = await (await openDocument(await readFile(path))).pages().next();
  if (page === undefined) throw new RangeError(`Expected a page in ${path} but found none`);
  const prepared = await preparePage(page, { turn: 0, leastDpi: DPI });
  const lines = segmentPage(prepared);
  const answer = await classifier.classify(cropsOf(lines, prepared));
  const scores = scoresByLine(lines, answer);
  const numbers = lines.flatMap((line, i) =>
    findNumbers(line, scores[i]!, answer.model.classes, { digitPrior: 0.3 }).numbers.map((number) => ({
      text: number.glyphs.map(({ text }) => text).join(''),
      box: number.box,
      confidence: number.rawConfidence,
    })),
  );
  const { width, height, rules } = prepared;
  return { look: lookAtCheque({ width, height, rules, lines, numbers }), toSource: prepared.toSource };
}

function isAt(place: Box, [x, y, width, height]: readonly [number, number, number, number]): boolean {
  const middle = { x: place.x + place.width / 2, y: place.y + place.height / 2 };
  const inside = middle.x > x && middle.x < x + width && middle.y > y && middle.y < y + height;
  return inside && place.width >= LEAST_WIDTH * width;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new RangeError('Expected the folder of a set with boxes.json; name one');
const parsed = parseArguments([], '');
if (parsed.kind !== 'read') throw new RangeError('Expected the settings of the command line');
const classifier = await openClassifier(parsed.settings);
const tally = Object.fromEntries(Object.keys(FINDERS).map((name) => [name, { n: 0, first: 0, among: 0 }]));
for (const { file, boxes } of boxesSchema.parse(
  JSON.parse(await readFile(join(folder, 'boxes.json'), 'utf8')),
)) {
  const { look, toSource } = await lookAt(join(folder, 'images', file), classifier);
  for (const [name, find] of Object.entries(FINDERS)) {
    const wanted = boxes[name]?.[0];
    if (wanted === undefined) continue;
    const at = find(look, PLACES).findIndex((zone: FoundZone) => isAt(toSource(zone.box), wanted));
    const counts = tally[name]!;
    counts.n++;
    if (at === 0) counts.first++;
    if (at >= 0) counts.among++;
  }
}
for (const [name, { n, first, among }] of Object.entries(tally)) {
  const percent = (count: number) => `${((100 * count) / n).toFixed(1)} %`;
  process.stdout.write(
    `${name.padEnd(16)}${n}  best place ${percent(first)}, one of ${PLACES} ${percent(among)}\n`,
  );
}
classifier.dispose();
