import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Classifier } from '../../lib/classify/classifier.ts';
import { openEngine } from '../../lib/classify/engine.ts';
import { createLocalClassifier } from '../../lib/classify/local-classifier.ts';
import { loadModelDirectory } from '../../lib/classify/model-directory.ts';
import { openDocument } from '../../lib/decode/open-document.ts';
import { readPage, type ToldOnPage } from '../../lib/pipeline/read-page.ts';
import { dataFolder } from '../data-folder.ts';
import { documentSplit } from '../evaluate/document-splits.ts';
import { matchItems, type ReportedNumber } from '../evaluate/documents/match-numbers.ts';
import { truthItems } from '../evaluate/documents/truth-items.ts';
import { exitCodeOf } from '../evaluate/exit-code-of.ts';
import { findFolder } from '../evaluate/find-folder.ts';
import { type DocumentTruth, readTruth } from '../evaluate/shapes/truth.ts';
import { fitLogistic, type Logistic, probabilityBy } from './logistic.ts';

/** A number of print that was proposed, the signs that it is told by, and whether it is right. */
interface Example {
  readonly signs: readonly number[];
  readonly isRight: boolean;
}

const THRESHOLDS = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7];

/**
 * `npm run fit-signs -- FOLDER [MODEL]`: fits what the signs of a number of print say (`lib/read/tell-number.ts`) on
 * the documents of a set, whose numbers are all known with their places, that are not its test part, checks it on those and
 * prints both.
 */
async function main(words: readonly string[]): Promise<number> {
  const [folder = 'documents/funsd', model] = words;
  try {
    const { path, name } = await findFolder(folder, dataFolder());
    const reader = await createLocalClassifier({
      model: await loadModelDirectory(model),
      engine: await openEngine(),
    });
    const fitted: Example[] = [];
    const checked: Example[] = [];
    let names: readonly string[] = [];
    for (const [i, truth] of (await readTruth(path)).entries()) {
      const told = await toldOf(join(path, truth.file), reader);
      names = told[0] ? Object.keys(told[0].signs) : names;
      const isFitted = documentSplit(name, i) !== 'test';
      (isFitted ? fitted : checked).push(...examplesOf(truth, told));
      process.stderr.write('.');
    }
    const fit = fitLogistic(
      fitted.map(({ signs }) => signs),
      fitted.map(({ isRight }) => isRight),
    );
    const lines = names.map((name, i) => `  ${name.padEnd(16)}${fit.weights[i]!.toFixed(2)}`);
    reader.dispose();
    process.stdout.write(`\n${[`  ${'bias'.padEnd(16)}${fit.bias.toFixed(2)}`, ...lines].join('\n')}\n`);
    for (const [name, examples] of [['fitted on', fitted] as const, ['held out', checked] as const])
      process.stdout.write(`${tableOf(name, examples, fit).join('\n')}\n`);
    return 0;
  } catch (error) {
    return exitCodeOf(error);
  }
}

async function toldOf(file: string, classifier: Classifier): Promise<ToldOnPage[]> {
  const told: ToldOnPage[] = [];
  const document = await openDocument(await readFile(file));
  for await (const page of document.pages())
    await readPage(page, classifier, { onTold: (number) => told.push(number) });
  return told;
}

function examplesOf(truth: DocumentTruth, told: readonly ToldOnPage[]): Example[] {
  const numbers = told.map(({ number, box, page }): ReportedNumber => {
    const digits = number.glyphs.map(({ text }) => text).join('');
    return { digits, written: number.written ?? digits, box, confidence: number.confidence, page };
  });
  const items = truthItems(truth).filter(({ repeats }) => !repeats);
  const right = new Set(matchItems(items, numbers).flatMap((match) => match.numbers));
  return told.map(({ signs }, i) => ({ signs: Object.values(signs), isRight: right.has(numbers[i]!) }));
}

function tableOf(name: string, examples: readonly Example[], fit: Logistic): string[] {
  const all = examples.filter(({ isRight }) => isRight).length;
  const rows = THRESHOLDS.map((least) => {
    const kept = examples.filter(({ signs }) => probabilityBy(fit, signs) >= least);
    const right = kept.filter(({ isRight }) => isRight).length;
    const share = (part: number, of: number) => `${((100 * part) / Math.max(1, of)).toFixed(1)} %`;
    return `  at least ${least}: ${kept.length} kept, ${share(right, kept.length)} of them right, ${share(right, all)} of the right ones`;
  });
  return [`${name}: ${examples.length} proposed, ${all} right`, ...rows];
}

process.exitCode = await main(process.argv.slice(2));
