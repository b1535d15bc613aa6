import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LineSplit } from '../../local/evaluate/line-splits.ts';
import { createProgress, type ProgressStream } from '../../local/evaluate/progress.ts';
import { digitsOf, figuresOf } from './figures.ts';
import { formatPreparation, type Preparation, preparePicture } from './prepare-picture.ts';
import { missing, type Reader } from './readers.ts';
import type { ReaderReport } from './report.ts';
import { runReader } from './run-reader.ts';

export interface Lines {
  readonly set: string;
  /** Left out for a set without parts. */
  readonly split?: LineSplit;
  readonly lines: readonly { readonly path: string; readonly file: string; readonly truth: string }[];
}

/**
 * One reader on one set of lines, prepared for it. A reader that is not installed is reported as skipped, one that breaks as
 * failed, so that the others still read.
 */
export async function compareReader(
  reader: Reader,
  { set, lines }: Lines,
  options: { readonly preparation: Preparation | undefined; readonly stderr: ProgressStream },
): Promise<ReaderReport> {
  const { id, name } = reader;
  const install = missing(reader);
  if (install !== undefined) return { status: 'skipped', id, name, reason: `not installed: ${install}` };
  const { preparation, stderr } = options;
  const label = `${set}, ${name}, ${formatPreparation(preparation)}`;
  const progress = createProgress({ label, total: lines.length, stream: stderr });
  const folder = await mkdtemp(join(tmpdir(), 'digitlift-peers-'));
  try {
    const paths = await prepare(lines, preparation, join(folder, 'lines'));
    const run = await runReader(reader, paths, {
      folder,
      detect: preparation?.detect ?? false,
      onReading: () => progress.advance(),
    });
    const truths = lines.map(({ truth }) => truth);
    const read = run.readings.map(({ text }) => digitsOf(text));
    return {
      status: 'read',
      id,
      name,
      version: run.version,
      threads: run.threads,
      ...(preparation !== undefined && { preparation }),
      ...figuresOf(truths, run),
      errors: lines.flatMap(({ file, truth }, index) =>
        read[index] === truth ? [] : [{ file, truth, read: read[index]! }],
      ),
    };
  } catch (error) {
    return { status: 'failed', id, name, reason: error instanceof Error ? error.message : String(error) };
  } finally {
    progress.finish();
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepare(
  lines: Lines['lines'],
  preparation: Preparation | undefined,
  folder: string,
): Promise<readonly string[]> {
  if (preparation === undefined) return lines.map(({ path }) => path);
  await mkdir(folder);
  const paths: string[] = [];
  for (const [index, { path }] of lines.entries()) {
    const prepared = join(folder, `${index}.png`);
    await writeFile(prepared, await preparePicture(path, preparation));
    paths.push(prepared);
  }
  return paths;
}
