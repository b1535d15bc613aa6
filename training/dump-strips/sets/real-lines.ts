import { basename } from 'node:path';
import type { Classifier } from '../../../lib/classify/classifier.ts';
import { findLine } from '../../../lib/pipeline/read-line.ts';
import { lineStrip } from '../../../lib/segment/line-strip.ts';
import { lineSplit } from '../../../local/evaluate/line-splits.ts';
import { readLabels } from '../../dump-crops/data-folder.ts';
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
      for (const { file, text } of await readLabels(root, set)) {
        const split = lineSplit(set, file);
        // Not even dumped: nothing can be chosen by what lies nowhere.
        if (split === 'test' || !/^\d+$/u.test(text)) continue;
        const { page, read } = await findLine(await readGrey(file), network);
        if (read) yield { split, text, strip: lineStrip(read.line, page) };
      }
    },
  };
}
