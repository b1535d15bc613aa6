import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import type { GreyImage } from '../../lib/document/image.ts';
import { AMOUNT_STYLES } from '../../lib/fields/amount-style.ts';
import { dataFolder } from '../../local/data-folder.ts';
import { type Random, randomFor } from '../../local/seeded-random.ts';
import { amountInWords, inCapitals } from '../dump-strips/amount-texts.ts';
import { composeLine, mannerOf } from '../dump-strips/compose-line.ts';
import { composeWords, type WritingFace } from '../dump-strips/compose-words.ts';
import { HAND_SETS, type Hands, loadHands } from '../dump-strips/hands.ts';
import { scanLine } from '../dump-strips/paper.ts';
import { loadHandwriting } from '../dump-strips/writing-faces.ts';
import { composeComb } from './comb-picture.ts';
import { accountText, amountText, combDate, type FieldText, writtenDate } from './field-texts.ts';
import { FIELDS_FILE, type FieldRow, formatRow, HEADER } from './fields-file.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    data: { type: 'string' },
    count: { type: 'string', default: '400' },
    first: { type: 'string', default: '0' },
    kinds: { type: 'string', default: 'amount,date,comb-date,account' },
  },
});

const SEED = 97;
/** Of whole amounts, so many are said with their cents; so many lines of words are in capitals throughout. */
const CENTS_SAID = 0.3;
const CAPITALS = 0.12;
const KINDS = ['amount', 'date', 'comb-date', 'account'] as const;

async function main(out: string): Promise<void> {
  const root = dataFolder(values.data);
  const written = await loadHands(root, new Set(['fonts']));
  const printed = await loadHands(root, new Set(HAND_SETS.filter((name) => name !== 'fonts')));
  const faces = (await loadHandwriting()).filter(({ split }) => split === 'validation');
  const write = ({ data, width, height }: GreyImage, file: string) =>
    sharp(data, { raw: { width, height, channels: 1 } })
      .png()
      .toFile(join(out, file));
  await mkdir(out, { recursive: true });
  const rows = [HEADER];
  for (const [k, kind] of KINDS.entries()) {
    if (!values.kinds.split(',').includes(kind)) continue;
    const hands = kind === 'account' ? printed : written;
    for (let i = Number(values.first); i < Number(values.first) + Number(values.count); i++) {
      const random = randomFor(SEED, k, i);
      const { text, picture, comb } = await drawField(kind, hands, random);
      const file = `${kind}-${String(i).padStart(4, '0')}.png`;
      await write(picture, file);
      const { country, meant } = text;
      const own = kind === 'comb-date' ? 'date' : kind;
      const words = kind === 'amount' ? file.replace('amount', 'words') : undefined;
      if (words !== undefined) await write(await drawWords(text, faces, random), words);
      rows.push(
        formatRow({ file, kind: own, country, text: meant, ...(comb && { comb }), ...(words && { words }) }),
      );
    }
  }
  await writeFile(join(out, FIELDS_FILE), `${rows.join('\n')}\n`);
}

interface DrawnField extends Pick<FieldRow, 'comb'> {
  readonly text: FieldText;
  readonly picture: GreyImage;
}

/** Written by a hand of which no network has seen these digits in training. */
async function drawField(kind: (typeof KINDS)[number], hands: Hands, random: Random): Promise<DrawnField> {
  const hand = hands.pick('validation', random);
  if (kind === 'comb-date') {
    const text = combDate(random);
    const comb = composeComb(text.written, hand, random);
    const { box } = comb;
    return { text, picture: await scanLine(comb, random), comb: { cells: text.written.length, box } };
  }
  const text =
    kind === 'amount' ? amountText(random) : kind === 'date' ? writtenDate(random) : accountText(random);
  const line = composeLine(text.written, hand, mannerOf(hand, false, random), random);
  return { text, picture: await scanLine(line, random) };
}

/** The same amount in words, in a face that trained no network. */
async function drawWords(
  { country, meant }: FieldText,
  faces: readonly WritingFace[],
  random: Random,
): Promise<GreyImage> {
  const [units, hundredths] = meant.split('.').map(Number) as [number, number];
  const cents = hundredths > 0 || random.next() < CENTS_SAID ? hundredths : undefined;
  const counting = AMOUNT_STYLES[country].grouping;
  const text = inCapitals(amountInWords({ units, cents, counting }, random), CAPITALS, random);
  return scanLine(await composeWords(text, faces, random), random);
}

if (values.out === undefined) throw new Error('Expected --out <folder>');
await main(values.out);
