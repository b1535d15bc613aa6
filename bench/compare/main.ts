import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { RequestError } from '../../lib/document/errors.ts';
import { dataFolder } from '../../local/data-folder.ts';
import { chooseLines } from '../../local/evaluate/choose-part.ts';
import { exitCodeOf } from '../../local/evaluate/exit-code-of.ts';
import { findFolder } from '../../local/evaluate/find-folder.ts';
import { readLabels } from '../../local/evaluate/shapes/labels.ts';
import { spread } from '../../local/evaluate/spread.ts';
import { describeMachine } from '../machine.ts';
import { compareReader, type Lines } from './compare-readers.ts';
import { drawPeers } from './draw-peers.ts';
import { digitsOf } from './figures.ts';
import { formatSet } from './format-set.ts';
import { type CompareOptions, parseOptions } from './options.ts';
import { PREPARATIONS } from './prepare-picture.ts';
import { preparationFor, READERS, type Reader } from './readers.ts';
import type { PeersReport, ReaderReport, SetReport } from './report.ts';

/** The lines of a folder that take part. Throws RequestError when there are none. */
async function takeLines(folder: string, { split, limit }: CompareOptions): Promise<Lines> {
  const { name, path } = await findFolder(folder, dataFolder());
  const { rows, split: part } = chooseLines(await readLabels(path), name, split);
  if (rows.length === 0) throw new RequestError('bad-request', `${path}: expected lines but found none`);
  const taken = limit === undefined ? rows : spread(rows, limit);
  return {
    set: name,
    ...(part !== undefined && { split: part }),
    lines: taken.map(({ file, text }) => ({ file, path: join(path, file), truth: digitsOf(text) })),
  };
}

async function readSet(lines: Lines, options: CompareOptions): Promise<SetReport> {
  const { stderr } = process;
  const readers: ReaderReport[] = [];
  for (const reader of READERS.filter(({ id }) => options.reader?.includes(id) ?? true)) {
    for (const preparation of preparationsOf(reader, lines.set, options)) {
      readers.push(await compareReader(reader, lines, { preparation, stderr }));
    }
  }
  const { set, split } = lines;
  return { set, ...(split !== undefined && { split }), n: lines.lines.length, readers };
}

function preparationsOf(reader: Reader, set: string, { preparations }: CompareOptions) {
  const chosen = preparationFor(reader, set);
  return preparations && chosen !== undefined ? PREPARATIONS : [chosen];
}

async function writeInto(path: string, content: string): Promise<void> {
  await mkdir(dirname(resolve(path)), { recursive: true });
  await writeFile(path, content);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Exit codes: 0 measured, 1 a reader failed, 2 the request cannot be served as it was made. */
async function main(words: readonly string[]): Promise<number> {
  try {
    const options = parseOptions(words);
    const { cpu, cores, node } = describeMachine('');
    say(`${cpu}, ${cores} cores, Node ${node}; ms are processor time, each reader on one thread\n`);
    const sets: SetReport[] = [];
    for (const folder of options.folders) {
      const report = await readSet(await takeLines(folder, options), options);
      say(`${formatSet(report)}\n`);
      sets.push(report);
    }
    const report: PeersReport = { machine: { cpu, cores, node }, sets };
    for (const [name, version] of versionsOf(report)) say(`${name}: ${version}`);
    if (options.json !== undefined) await writeInto(options.json, `${JSON.stringify(report)}\n`);
    if (!options.preparations) {
      await writeInto(options.chart, drawPeers(report));
      say(`Chart: ${options.chart}`);
    }
    return sets.some(({ readers }) => readers.some(({ status }) => status === 'failed')) ? 1 : 0;
  } catch (error) {
    return exitCodeOf(error);
  }
}

function versionsOf({ sets }: PeersReport): ReadonlyMap<string, string> {
  const readers = sets.flatMap((set) => set.readers);
  return new Map(
    readers.flatMap((reader) => (reader.status === 'read' ? [[reader.name, reader.version] as const] : [])),
  );
}

process.exitCode = await main(process.argv.slice(2));
