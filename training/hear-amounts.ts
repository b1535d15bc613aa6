import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEngine } from '../lib/classify/engine.ts';
import { createLocalClassifier } from '../lib/classify/local-classifier.ts';
import { loadModelDirectory } from '../lib/classify/model-directory.ts';
import { STRIP_HEIGHT } from '../lib/document/image.ts';
import { hearLegalAmount } from '../lib/fields/legal-amount.ts';
import type { Counting } from '../lib/fields/number-words.ts';
import type { FrameScores } from '../lib/read/frames.ts';
import { spelledLetters } from '../local/spelled-letters.ts';

/** Of letters that are spelled out. */
const SURE = 0.999;
const COUNTINGS: readonly Counting[] = ['lakh', 'thousands'];
const heardIn = (scores: FrameScores) => hearLegalAmount([scores], COUNTINGS)?.units;

/**
 * Reads the validation lines of words that `dump-strips --network words` wrote, and prints of how many of those that say an amount that
 * amount is heard, another, or none; and in how many of the others one is.
 */
async function main(folders: readonly string[], modelFolder: string): Promise<void> {
  const model = await loadModelDirectory(modelFolder);
  const classifier = await createLocalClassifier({ model, engine: await openEngine({}) });
  const counts = { amounts: 0, right: 0, another: 0, none: 0, others: 0, heardInOthers: 0 };
  for (const folder of folders) {
    const base = join(folder, 'amount-words-validation');
    const strips = await readFile(`${base}.strips`);
    let at = 0;
    for (const line of (await readFile(`${base}.tsv`, 'utf8')).trim().split('\n')) {
      const [columns, text] = line.split('\t');
      const width = Number(columns);
      const data = strips.subarray(at, at + STRIP_HEIGHT * width);
      at += data.length;
      const { classes, frames } = await classifier.readStrips({ widths: [width], data }, undefined, 'words');
      const heard = heardIn({ classes, probabilities: frames[0]! });
      const said = heardIn(spelledLetters(text!, SURE));
      if (said === undefined) {
        counts.others++;
        if (heard !== undefined) counts.heardInOthers++;
        continue;
      }
      counts.amounts++;
      if (heard === said) counts.right++;
      else if (heard === undefined) counts.none++;
      else counts.another++;
    }
  }
  const { amounts, right, another, none, others, heardInOthers } = counts;
  console.log(`model ${model.identity.version}, ${folders.join(', ')}`);
  console.log(
    `of ${amounts} lines that say an amount ${right} heard, ${another} heard as another, ${none} not`,
  );
  console.log(`of ${others} other lines ${heardInOthers} heard as one`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { model: { type: 'string', default: join(import.meta.dirname, '../model-layer') } },
});
if (positionals.length === 0) {
  console.error('Expected folders that dump-strips --network words wrote');
  process.exitCode = 1;
} else {
  await main(positionals, values.model);
}
