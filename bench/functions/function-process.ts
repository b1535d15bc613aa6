import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Times of a process's start, in milliseconds. */
export interface Start {
  /** From the fork until Node runs its first line. */
  readonly nodeMs: number;
  /** The function's code, with what it opens while it is imported. */
  readonly importMs: number;
  /** Processor time of that, over all threads. */
  readonly importCpuMs: number;
}

export interface Called {
  readonly answer: unknown;
  readonly ms: number;
  /** Processor time over all threads: hardly more on a busy machine. */
  readonly cpuMs: number;
}

/** A built function in a Node process of its own, with nothing but `env`. */
export interface FunctionProcess {
  readonly start: Start;
  /** Calls the handler; gives its answer and how long it took in that process. Rejects with what the handler throws. */
  call(event: unknown): Promise<Called>;
  /** Lines that the function logged. */
  readonly lines: readonly string[];
  /** The most memory that it ever held, in MB; Linux only. */
  peakMb(): number;
  stop(): Promise<void>;
}

const RUNNER = `
const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
const started = performance.now();
const startedCpu = cpu();
const { handler } = await import('./index.mjs');
const imported = performance.now();
const context = { getRemainingTimeInMillis: () => 120_000 };
process.on('message', async (event) => {
  const before = performance.now();
  const beforeCpu = cpu();
  try {
    const answer = await handler(event, context);
    process.send({ answer, ms: performance.now() - before, cpuMs: cpu() - beforeCpu });
  } catch (error) {
    process.send({ error: String(error) });
  }
});
process.send({ nodeMs: started, importMs: imported - started, importCpuMs: cpu() - startedCpu });
`;

export async function startFunction(
  folder: string,
  options: { readonly env: Readonly<Record<string, string>>; readonly memoryMb: number },
): Promise<FunctionProcess> {
  const runner = join(folder, 'bench-runner.mjs');
  await writeFile(runner, RUNNER);
  const child = fork(runner, [], {
    cwd: folder,
    // Node 20 is told by the AWS SDK on every start that its days are counted.
    env: { NODE_NO_WARNINGS: '1', ...options.env },
    execArgv: [`--max-old-space-size=${Math.floor(options.memoryMb * 0.9)}`],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const next = () =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`The function ended with exit code ${code}`));
      child.once('exit', ended);
      child.once('message', (message) => {
        child.off('exit', ended);
        resolve(message as Record<string, unknown>);
      });
    });
  const { nodeMs, importMs, importCpuMs } = await next();
  return {
    start: { nodeMs: Number(nodeMs), importMs: Number(importMs), importCpuMs: Number(importCpuMs) },
    async call(event) {
      const answered = next();
      child.send(event as object);
      const { answer, ms, cpuMs, error } = await answered;
      if (error !== undefined) throw new Error(String(error));
      return { answer, ms: Number(ms), cpuMs: Number(cpuMs) };
    },
    get lines() {
      return output.split('\n').filter((line) => line.startsWith('{'));
    },
    peakMb() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      child.kill('SIGKILL');
      await ended;
    },
  };
}
