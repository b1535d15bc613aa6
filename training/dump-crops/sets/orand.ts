import type { Box } from '../../../lib/document/geometry.ts';
import { CROP_SIZE } from '../../../lib/document/image.ts';
import { normalizeGlyph } from '../../../lib/preprocess/normalize-glyph.ts';
import { type PreparedPage, preparePage } from '../../../lib/preprocess/prepare-page.ts';
import { lineSplit } from '../../../local/evaluate/line-splits.ts';
import { randomFor } from '../../../local/seeded-random.ts';
import { type KnownLine, labelCandidates } from '../candidates.ts';
import type { CropSet, Split } from '../crop-set.ts';
import { type LabelRow, readLabels } from '../data-folder.ts';
import { type FoundInk, inkWhere, readGrey } from '../found-ink.ts';
import { trimInk } from '../ink-picture.ts';
import type { Digit } from '../pieces.ts';
import { composeLine } from './lines.ts';

const SET = 'lines/orand-car-a';
/** As read-line.ts takes them: digits of a fifth of an inch fill most of the picture; rules run through most of it. */
const DPI_A_ROW = 3;
const RULE_SHARE = 0.7;

async function* trainingLines(root: string) {
  for (const row of await readLabels(root, SET)) {
    const split = lineSplit(SET, row);
    if (split === 'test' || row.boxes.length === 0) continue;
    const image = await readGrey(row.file);
    const dpi = image.height * DPI_A_ROW;
    const found = await preparePage(
      { image, dpi, bitonal: false },
      { turn: 0, deskew: false, minRuleLength: image.width * RULE_SHARE },
    );
    yield { split, line: knownLine(row, found) };
  }
}

const boxOf = ([, x, y, width, height]: LabelRow['boxes'][number]): Box => ({ x, y, width, height });

/** The boxed digits of real cheque amounts. */
export const orandDigits: CropSet = {
  name: 'orand-car-a',
  licence: 'images published for research, labels MIT',
  async *glyphs(root) {
    for await (const { split, line } of trainingLines(root)) {
      for (const { label, ink } of digitsOf(line)) yield { label, split, ink };
    }
  },
};

/** What the segmenter proposes on the same amounts: digits, their parts, pairs, separators and currency signs. */
export const orandCandidates: CropSet = {
  name: 'orand-candidates',
  licence: orandDigits.licence,
  async *glyphs(root) {
    for await (const { split, line } of trainingLines(root)) {
      for (const { label, ink } of labelCandidates(line)) yield { label, split, ink };
    }
  },
};

const LINES = { train: 2_500, validation: 250, test: 0 };
const LINE_SEED = 31;

/** What the segmenter proposes on lines put together from the same digits, apart, touching and overlapping. */
export const orandLines: CropSet = {
  name: 'orand-lines',
  licence: orandDigits.licence,
  async *glyphs(root) {
    const digits: Record<Split, Digit[]> = { train: [], validation: [], test: [] };
    for await (const { split, line } of trainingLines(root)) {
      for (const { label, ink } of digitsOf(line)) {
        const crop = trimInk({ width: CROP_SIZE, height: CROP_SIZE, data: normalizeGlyph(ink) });
        if (crop) digits[split].push({ label, ink: crop });
      }
    }
    for (const split of ['train', 'validation'] as const) {
      for (let i = 0; i < LINES[split]; i++) {
        const line = composeLine(digits[split], randomFor(LINE_SEED, LINES[split], i));
        for (const { label, ink } of labelCandidates(line)) yield { label, split, ink };
      }
    }
  },
};

function digitsOf({ found, labels, owners }: KnownLine): Digit[] {
  return labels.flatMap((label, k) => {
    const own = owners.map((owner, at) => (owner === k && found.labels[at]! > 0 ? 1 : 0));
    return own.some((owned) => owned === 1) ? [{ label, ink: inkWhere(found, own) }] : [];
  });
}

/** A component with this share of its pixels in one digit's box, and less in any other, is part of that digit. */
const MOSTLY = 0.75;

/** Whole components belong to the box that holds them; of touching digits, each pixel to the box it lies in. */
function knownLine(row: LabelRow, found: PreparedPage): KnownLine {
  const boxes = row.boxes.map(boxOf);
  const owners = new Int16Array(found.labels.length).fill(-1);
  const inside = new Map(found.components.map(({ label }) => [label, boxes.map(() => 0)]));
  forEachInk(found, (at, x, y) => {
    const counts = inside.get(found.labels[at]!);
    if (counts === undefined) return;
    owners[at] = nearestBox(boxes, x, y);
    for (const [k, box] of boxes.entries()) if (contains(box, x, y)) counts[k]!++;
  });
  const whole = new Map<number, number>();
  for (const { label, area } of found.components) {
    const counts = inside.get(label)!;
    const most = Math.max(...counts);
    const second = Math.max(0, ...counts.filter((_, k) => k !== counts.indexOf(most)));
    if (most >= MOSTLY * area && second < most) whole.set(label, counts.indexOf(most));
  }
  forEachInk(found, (at) => {
    owners[at] = whole.get(found.labels[at]!) ?? owners[at]!;
  });
  return { found, dpi: found.dpi, labels: row.boxes.map(([digit]) => Number(digit)), owners };
}

function forEachInk(found: FoundInk, visit: (at: number, x: number, y: number) => void): void {
  for (let at = 0; at < found.labels.length; at++) {
    if (found.labels[at]! > 0) visit(at, at % found.width, Math.floor(at / found.width));
  }
}

/** Boxes were drawn by hand: a pixel more on each side. */
function contains(box: Box, x: number, y: number): boolean {
  return x >= box.x - 1 && x <= box.x + box.width && y >= box.y - 1 && y <= box.y + box.height;
}

/** Where boxes overlap, ink belongs to the one whose middle is nearer, in widths; -1 outside of all. */
function nearestBox(boxes: readonly Box[], x: number, y: number): number {
  let best = -1;
  let least = Infinity;
  for (const [k, box] of boxes.entries()) {
    const distance = Math.abs(x + 0.5 - box.x - box.width / 2) / box.width;
    if (!contains(box, x, y) || distance >= least) continue;
    least = distance;
    best = k;
  }
  return best;
}
