import { readFile } from 'node:fs/promises';

/** A reader in its own process, so that the memory measured is its own. */
export interface LineReader<Picture> {
  /** What it is made of, with versions. */
  readonly version: string;
  /** Threads that recognition itself runs on. */
  readonly threads: number;
  /** Takes a picture from its file to where reading starts; not timed. */
  readonly load: (path: string) => Promise<Picture>;
  readonly read: (picture: Picture) => Promise<string>;
  readonly close?: () => Promise<void>;
}

/** One line of stdout for each picture, in the order of the list. */
export interface ReadMessage {
  readonly text: string;
  readonly wallMs: number;
  /** Processor time of all threads of the process. */
  readonly cpuMs: number;
}

/** The last line of stdout. */
export interface EndMessage {
  readonly version: string;
  readonly threads: number;
  readonly peakRssMb: number;
}

/** Pictures read before the clock starts: the first ones load code and let engines compile. */
const WARM_UP = 5;

/** Reads the pictures that the JSON list named by the first argument names, and says what was read on stdout. */
export async function serveLines<Picture>(open: () => Promise<LineReader<Picture>>): Promise<void> {
  // Packages that chat do so on stderr: stdout is for messages.
  console.log = console.error;
  const list = process.argv[2];
  if (list === undefined)
    throw new Error('Expected the path of a JSON list of pictures as the first argument');
  const paths = JSON.parse(await readFile(list, 'utf8')) as readonly string[];
  try {
    await readAll(await open(), paths);
  } catch (error) {
    // Whoever started this process quotes it.
    process.stderr.write(`${error}\n`);
    process.exit(1);
  }
}

async function readAll<Picture>(reader: LineReader<Picture>, paths: readonly string[]): Promise<void> {
  for (const path of paths.slice(0, WARM_UP)) await reader.read(await reader.load(path));
  for (const path of paths) {
    const picture = await reader.load(path);
    const cpu = process.cpuUsage();
    const started = performance.now();
    const text = await reader.read(picture);
    const wallMs = performance.now() - started;
    const { user, system } = process.cpuUsage(cpu);
    say({ text, wallMs, cpuMs: (user + system) / 1_000 });
  }
  await reader.close?.();
  const { version, threads } = reader;
  say({ version, threads, peakRssMb: process.resourceUsage().maxRSS / 1_024 });
}

function say(message: ReadMessage | EndMessage): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
