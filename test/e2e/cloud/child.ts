import { type ChildProcess, spawn } from 'node:child_process';

/** A process that lives as long as the test wants it to. */
export interface Child {
  readonly pid: number;
  /** Standard output and error up to now. */
  output(): string;
  running(): boolean;
  stop(): Promise<void>;
}

export interface ChildOptions {
  readonly cwd: string;
  /** The whole environment: nothing of this process's own is passed on. */
  readonly env: Readonly<Record<string, string>>;
}

export function startChild(command: string, words: readonly string[], { cwd, env }: ChildOptions): Child {
  // A group of its own, so that what it started ends with it.
  const child = spawn(command, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  if (child.pid === undefined) throw new Error(`Expected ${command} to start but it did not`);
  const { pid } = child;
  return {
    pid,
    output: () => output,
    running: () => isRunning(child),
    async stop() {
      if (isRunning(child)) endGroup(pid);
      await ended;
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // It ended by itself meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Asks again until `ask` gives something. Throws when the child ends, or after `limitMs`. */
export async function waitFor<T>(
  child: Child,
  ask: () => Promise<T | undefined>,
  limitMs = 60_000,
): Promise<T> {
  for (const start = performance.now(); performance.now() - start < limitMs; ) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    if (!child.running()) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Expected an answer within ${limitMs} ms; the process wrote:\n${child.output()}`);
}
