import { basename } from 'node:path';
import type { Classifier } from '../../../lib/classify/classifier.ts';
import { findLine } from '../../../lib/pipeline/read-line.ts';
import type { PreparedPage } from '../../../lib/preprocess/prepare-page.ts';
import { type LineStrip, lineStrip } from '../../../lib/segment/line-strip.ts';
import { lineSplit } from '../../../local/evaluate/line-splits.ts';
import { type LabelRow, readLabels } from '../../dump-crops/data-folder.ts';
import { readGrey } from '../../dump-crops/found-ink.ts';
import type { StripSet } from '../strip-set.ts';

/** Real lines of digits, found in their pictures as in service; what nothing is found in is left out. */
export function realLines(set: string, licence: string, classifier: () => Promise<Classifier>): StripSet {
  return {
    name: basename(set),
    licence,
    digitsOnly: true,
    async *strips(root) {
      const network = await classifier();
      for (const { file, text, boxes } of await readLabels(root, set)) {
        const split = lineSplit(set, { file, text });
        // Not even dumped: nothing can be chosen by what lies nowhere.
        if (split === 'test' || !/^\d+$/u.test(text)) continue;
        const { page, read } = await findLine(await readGrey(file), network);
        if (read === undefined) continue;
        const strip = lineStrip(read.line, page);
        yield { split, text, strip, cuts: cutsBetween(boxes, strip, page) };
      }
    },
  };
}

/** Boxes that overlap by more than this, in columns, cannot be parted by an upright cut. */
const MOST_OVERLAP = 2;

function cutsBetween(boxes: LabelRow['boxes'], strip: LineStrip, page: PreparedPage): number[] {
  const origin = page.toSource({ x: 0, y: 0, width: 1, height: 1 }).x;
  const start = strip.toPage(0, 0).x;
  const step = strip.toPage(1, 0).x - start;
  return boxes.slice(1).flatMap(([, next], k) => {
    const [, x, , width] = boxes[k]!;
    const [left, right] = [x + width, next].map((at) => (at - origin - start) / step) as [number, number];
    return left - right > MOST_OVERLAP ? [-1] : [Math.round((left + right) / 2)];
  });
}
