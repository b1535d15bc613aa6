import type { CalibrationFile } from '../../lib/classify/calibration-file.ts';
import type { Classifier } from '../../lib/classify/classifier.ts';
import type { Model } from '../../lib/classify/load-model.ts';
import { findFolder } from '../evaluate/find-folder.ts';
import { createProgress, type ProgressStream } from '../evaluate/progress.ts';
import { formatCalibration } from './format-calibration.ts';
import { makeCalibration } from './make-calibration.ts';
import { loadUncalibrated, writeCalibration } from './model-folder.ts';
import type { CalibrateOptions } from './options.ts';
import {
  openValidationSet,
  type ReadRaw,
  readValidationSet,
  type ValidationAnswers,
} from './validation-lines.ts';

export interface CalibrateDependencies {
  readonly openClassifier: (model: Model) => Promise<Classifier>;
  readonly readLine: ReadRaw;
  readonly readMicrLine: ReadRaw;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: ProgressStream;
  /** Where sets that are no paths of their own are looked for. */
  readonly dataFolder: string;
}

/** Measures a model on validation lines and writes its calibration beside its weights. Throws RequestError. */
export async function runCalibrate(
  options: CalibrateOptions,
  dependencies: CalibrateDependencies,
): Promise<CalibrationFile> {
  const { dataFolder, stderr } = dependencies;
  const folders = await Promise.all(options.folders.map((folder) => findFolder(folder, dataFolder)));
  const sets = await Promise.all(folders.map(openValidationSet));
  const model = await loadUncalibrated(options.out);
  const classifier = await dependencies.openClassifier(model);
  const answers: ValidationAnswers[] = [];
  for (const set of sets) {
    const progress = createProgress({ label: set.name, total: set.rows.length, stream: stderr });
    const readLine = set.isMicr ? dependencies.readMicrLine : dependencies.readLine;
    answers.push(await readValidationSet(set, classifier, { readLine, progress }));
    progress.finish();
  }
  const made = makeCalibration(answers, model.identity.sha256, options.certainty);
  await writeCalibration(options.out, model, made.file);
  dependencies.stdout.write(`${formatCalibration(made)}\n\nWritten into ${options.out}\n`);
  return made.file;
}
