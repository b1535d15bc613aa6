import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEngine } from '../../lib/classify/engine.ts';
import { createLocalClassifier } from '../../lib/classify/local-classifier.ts';
import { loadModelDirectory } from '../../lib/classify/model-directory.ts';
import { digitsOf } from '../../lib/document/digits-of.ts';
import { readAccount } from '../../lib/fields/account.ts';
import { formatMinorUnits, readAmount } from '../../lib/fields/amount.ts';
import { AMOUNT_STYLES } from '../../lib/fields/amount-style.ts';
import type { Country } from '../../lib/fields/country.ts';
import { readDate } from '../../lib/fields/date.ts';
import { DATE_CUSTOMS } from '../../lib/fields/date-customs.ts';
import { decide } from '../../lib/fields/decide.ts';
import type { FieldReading, PlaceReading } from '../../lib/fields/field-reading.ts';
import { prepareLine } from '../../lib/pipeline/prepare-line.ts';
import { readCombs } from '../../lib/pipeline/read-combs.ts';
import { readLegalAmount } from '../../lib/pipeline/read-legal-amount.ts';
import { readZones } from '../../lib/pipeline/read-zone.ts';
import { preparePage } from '../../lib/preprocess/prepare-page.ts';
import { reliabilityBins } from '../../local/evaluate/metrics/confidence.ts';
import { loadPicture } from '../../local/evaluate/shapes/load-picture.ts';
import { FIELDS_FILE, parseRow } from './fields-file.ts';

/** Cells of a comb are about so wide. */
const CELL_INCH = 0.2;
const BINS = 10;

/** Reads fields that `main.ts` wrote as a cheque's are read, and prints how often each kind is right when it is so sure. */
async function main(folder: string): Promise<void> {
  const model = await loadModelDirectory(join(import.meta.dirname, '../../model-layer'));
  const classifier = await createLocalClassifier({ model, engine: await openEngine({}) });
  const rows = (await readFile(join(folder, FIELDS_FILE), 'utf8')).trim().split('\n').slice(1).map(parseRow);
  const answers = new Map<string, { confidence: number; correct: boolean }[]>();
  const count = (name: string, field: FieldReading, text: string) => {
    const { decision } = decide(field, 0);
    const own = answers.get(name) ?? [];
    answers.set(name, own);
    // What would never be accepted, however sure, is left out but counted as one of its kind.
    own.push({ confidence: decision === 'accept' ? field.confidence : 0, correct: textOf(field) === text });
  };
  for (const { file, kind, country, text, comb, words } of rows) {
    const place = await readPlace();
    count(`${comb ? 'comb ' : ''}${kind}`, fieldOf(kind, place, country, comb !== undefined), text);
    if (words !== undefined) {
      const legal = await hearWords(words, country);
      count('amount beside words', readAmount(place, { style: AMOUNT_STYLES[country], legal }), text);
    }

    async function hearWords(picture: string, of: Country) {
      const page = await prepareLine(await loadPicture(join(folder, picture)));
      const whole = { x: 0, y: 0, width: page.width, height: page.height };
      return (await readLegalAmount([whole], page, classifier))([AMOUNT_STYLES[of].grouping]);
    }

    async function readPlace(): Promise<PlaceReading> {
      const image = await loadPicture(join(folder, file));
      if (comb === undefined) {
        const prepared = await prepareLine(image);
        const zone = { x: 0, y: 0, width: prepared.width, height: prepared.height };
        const amounts = new Set(kind === 'amount' ? [zone] : []);
        return (await readZones([zone], { index: 0, prepared }, classifier, { amounts })).places[0]!;
      }
      const { cells, box } = comb;
      const dpi = box.width / cells / CELL_INCH;
      const page = await preparePage({ image, dpi, bitonal: false }, { turn: 0, deskew: false });
      const { combs } = await readCombs([{ box, cells, mayBeCrossed: false }], page, classifier);
      const writings = combs[0]!.patterns.map((one) => ({ ...one, text: digitsOf(one.text) }));
      return { page: 0, box, writings };
    }
  }
  for (const [name, own] of answers) {
    const right = own.filter(({ correct }) => correct).length;
    process.stdout.write(`${name}: ${right} of ${own.length} right\n`);
    for (const { from, n, confidence, right: share } of reliabilityBins(own, BINS)) {
      const cells = [from.toFixed(1), String(n), confidence.toFixed(3), share.toFixed(3)];
      process.stdout.write(`${cells.map((cell) => cell.padStart(8)).join('')}\n`);
    }
  }
}

function fieldOf(kind: string, place: PlaceReading, country: Country, comb: boolean): FieldReading {
  if (kind === 'amount') return readAmount(place, { style: AMOUNT_STYLES[country] });
  if (kind === 'date') return readDate(place, { customs: DATE_CUSTOMS[country], comb });
  return readAccount(place, country);
}

function textOf({ value }: FieldReading): string {
  if (typeof value === 'string') return value;
  return typeof value?.minorUnits === 'number' ? formatMinorUnits(value.minorUnits) : '';
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Expected the folder that the fields were written into');
await main(folder);
