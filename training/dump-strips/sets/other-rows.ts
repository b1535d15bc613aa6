import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDocument } from '../../../lib/decode/open-document.ts';
import { preparePage, surveyPage } from '../../../lib/preprocess/prepare-page.ts';
import { findMicrRows } from '../../../lib/segment/find-micr-line.ts';
import { rowStrip } from '../../../lib/segment/line-strip.ts';
import type { StripSet } from '../strip-set.ts';

/** Every eighth document is for validation. */
const VALIDATION = 8;

/** Rows of pages without a MICR line that are found where one is looked for: they say nothing. */
export function otherRows(set: string, licence: string): StripSet {
  return {
    name: `${set}-rows`,
    licence,
    digitsOnly: false,
    async *strips(root) {
      const folder = join(root, 'documents', set, 'images');
      for (const [index, file] of (await readdir(folder)).sort().entries()) {
        const split = index % VALIDATION === 0 ? 'validation' : 'train';
        const document = await openDocument(new Uint8Array(await readFile(join(folder, file))));
        for await (const page of document.pages()) {
          const lie = surveyPage(page);
          for (const turn of [0, 180] as const) {
            const prepared = await preparePage(page, { turn, lie });
            for (const row of findMicrRows(prepared.components, prepared)) {
              yield { split, text: '', strip: rowStrip(row, prepared) };
            }
          }
        }
      }
    },
  };
}
