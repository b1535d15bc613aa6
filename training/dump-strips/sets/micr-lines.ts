import { basename } from 'node:path';
import type { GreyImage } from '../../../lib/document/image.ts';
import { findPicturedRow } from '../../../lib/pipeline/find-micr-line.ts';
import { rowStrip } from '../../../lib/segment/line-strip.ts';
import { lineSplit } from '../../../local/evaluate/line-splits.ts';
import { type Random, randomFor } from '../../../local/seeded-random.ts';
import { readLabels } from '../../dump-crops/data-folder.ts';
import { readGrey } from '../../dump-crops/found-ink.ts';
import type { ComposedLine } from '../compose-line.ts';
import { crossed, diffused, inkOfLine, printMicr } from '../compose-micr.ts';
import { gnuFace, gridFace, outlinedFace } from '../micr-fonts.ts';
import { e13bText } from '../micr-texts.ts';
import { scanLine } from '../paper.ts';
import type { LabelledStrip, StripSet } from '../strip-set.ts';

const SEED = 83;
/** So many lines are crossed by a pen, and so many scans are dithered to two levels. */
const CROSSED = 0.15;
const DITHERED = 0.08;
/** A row may lack so much of a line at either end, in digit heights. */
const SLACK = 1;

/** MICR lines as they are in their pictures, found as in service. */
export function micrLines(set: string, licence: string): StripSet {
  return {
    name: basename(set),
    licence,
    digitsOnly: false,
    async *strips(root) {
      for (const row of await readLabels(root, set)) {
        const split = lineSplit(set, row);
        if (split === 'test') continue;
        const strip = await stripOf(await readGrey(row.file));
        if (strip) yield { split, text: withoutSpaces(row.text), strip };
      }
    },
  };
}

/** Clean lines of a set scanned anew in so many ways. */
export function scannedLines(set: string, licence: string, times: number): StripSet {
  return {
    name: `${basename(set)}-scanned`,
    licence,
    digitsOnly: false,
    async *strips(root) {
      for (const [index, row] of (await readLabels(root, set)).entries()) {
        const split = lineSplit(set, row);
        if (split === 'test') continue;
        const picture = await readGrey(row.file);
        for (let time = 0; time < (split === 'train' ? times : 1); time++) {
          const random = randomFor(SEED, 1, index, time);
          const line = await inkOfLine(picture, random);
          const strip = line && (await scannedStrip(line, random));
          if (strip) yield { split, text: withoutSpaces(row.text), strip };
        }
      }
    },
  };
}

/** Lines of E-13B drawn in several faces. */
export function printedLines(counts: { readonly train: number; readonly validation: number }): StripSet {
  return {
    name: 'micr-printed',
    licence: 'drawn; outlines under OFL-1.1 and GPL, and the own ones of this project',
    digitsOnly: false,
    async *strips(root) {
      const faces = [await outlinedFace(root), await gnuFace(root), gridFace()];
      for (const split of ['validation', 'train'] as const) {
        for (let i = 0; i < counts[split]; i++) {
          const random = randomFor(SEED, split === 'train' ? 2 : 3, i);
          const text = e13bText(random);
          const line = await printMicr(text, faces[random.below(faces.length)]!, random);
          const strip = await scannedStrip(line, random);
          if (strip) yield { split, text: withoutSpaces(text), strip };
        }
      }
    },
  };
}

/** The strip of a line that was scanned; undefined when not all of the line is in it. */
async function scannedStrip(line: ComposedLine, random: Random): Promise<LabelledStrip['strip'] | undefined> {
  const inked = random.next() < CROSSED ? await crossed(line, random) : line;
  const scan = await scanLine(inked, random);
  const picture = random.next() < DITHERED ? diffused(scan) : scan;
  const found = await findPicturedRow(picture);
  if (found === undefined) return undefined;
  const { x, width } = found.page.toSource({ ...found.row.box, y: 0, height: 1 });
  const slack = SLACK * line.height;
  if (x > line.left + slack || x + width < line.right - slack) return undefined;
  return rowStrip(found.row, found.page);
}

async function stripOf(picture: GreyImage): Promise<LabelledStrip['strip'] | undefined> {
  const found = await findPicturedRow(picture);
  return found && rowStrip(found.row, found.page);
}

function withoutSpaces(text: string): string {
  return text.replaceAll(/\s/gu, '');
}
