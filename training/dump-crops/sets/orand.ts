import type { Box } from '../../../lib/document/geometry.ts';
import { type KnownLine, labelCandidates } from '../candidates.ts';
import type { CropSet, Split } from '../crop-set.ts';
import { type LabelRow, readLabels } from '../data-folder.ts';
import { type FoundInk, findInk, inkInBox, readGrey } from '../found-ink.ts';

const SET = 'lines/orand-car-a';
/** A digit of 4 to 5 mm is about 35 pixels high. */
const DPI = 200;

/** Files are numbered as they were scanned: odd blocks of twenty are the test half and are never read here. */
function splitOf(file: string): Split | undefined {
  const number = Number(/(\d+)\.\w+$/.exec(file)?.[1]);
  const block = Math.floor(number / 20);
  if (block % 2 === 1) return undefined;
  return block % 10 === 8 ? 'validation' : 'train';
}

async function* trainingLines(root: string) {
  for (const row of await readLabels(root, SET)) {
    const split = splitOf(row.file);
    if (split === undefined || row.boxes.length === 0) continue;
    yield { row, split, found: findInk(await readGrey(row.file), DPI) };
  }
}

const boxOf = ([, x, y, width, height]: LabelRow['boxes'][number]): Box => ({ x, y, width, height });

/** The boxed digits of real cheque amounts. */
export const orandDigits: CropSet = {
  name: 'orand-car-a',
  licence: 'images published for research, labels MIT',
  async *glyphs(root) {
    for await (const { row, split, found } of trainingLines(root)) {
      for (const digit of row.boxes) {
        const { x, y, width, height } = boxOf(digit);
        const inside = inkInBox(found, { x: x - 1, y: y - 1, width: width + 2, height: height + 2 });
        if (inside) yield { label: Number(digit[0]), split, ink: inside.ink };
      }
    }
  },
};

/** What the segmenter proposes on the same amounts: digits, their parts, pairs, separators and currency signs. */
export const orandCandidates: CropSet = {
  name: 'orand-candidates',
  licence: 'images published for research, labels MIT',
  async *glyphs(root) {
    for await (const { row, split, found } of trainingLines(root)) {
      for (const { label, ink } of labelCandidates(knownLine(row, found))) yield { label, split, ink };
    }
  },
};

function knownLine(row: LabelRow, found: FoundInk): KnownLine {
  const owners = new Int16Array(found.labels.length).fill(-1);
  const nearest = new Float64Array(found.labels.length).fill(Infinity);
  row.boxes.forEach((digit, k) => {
    const { x, y, width, height } = boxOf(digit);
    for (let line = Math.max(0, y - 1); line < Math.min(found.height, y + height + 1); line++) {
      for (let column = Math.max(0, x - 1); column < Math.min(found.width, x + width + 1); column++) {
        // Where boxes overlap, ink belongs to the digit whose middle is nearer, in widths.
        const distance = Math.abs(column + 0.5 - x - width / 2) / width;
        const at = line * found.width + column;
        if (distance >= nearest[at]!) continue;
        nearest[at] = distance;
        owners[at] = k;
      }
    }
  });
  return { found, dpi: DPI, labels: row.boxes.map(([digit]) => Number(digit)), owners };
}
