import { readdirSync, readFileSync } from 'node:fs';
import { type Child, startChild, waitFor } from './child.ts';
import { freePort, PARTS } from './parts.ts';

export interface SandboxSettings {
  readonly name: string;
  /** The unpacked function: `index.mjs` and what lies beside it. */
  readonly folder: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly env: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly payload: string;
  /** As Lambda names it in the header: the function threw, ended, or ran out of time or memory. */
  readonly functionError?: 'Unhandled';
}

/** One place that a function runs in: one call at a time, a process that is started by the first of them. */
export interface Sandbox {
  invoke(payload: string): Promise<Answer>;
  /** The most memory that the function's process ever held, in MB; 0 before the first call. */
  peakMb(): number;
  /** The function's process, once there is one. */
  pid(): number | undefined;
  output(): string;
  stop(): Promise<void>;
}

const WATCH_MS = 100;

/**
 * A function in AWS's Runtime Interface Emulator, which keeps the time and the 6 MB of a payload, under AWS's runtime
 * client. Memory is watched here, as the emulator does not: over its setting, the process is killed as Lambda does.
 */
export async function startSandbox(settings: SandboxSettings): Promise<Sandbox> {
  const [port, apiPort] = [await freePort(), await freePort()];
  const child = startChild(
    PARTS.emulator,
    [
      ...['--log-level', 'error'],
      ...['--runtime-interface-emulator-address', `127.0.0.1:${port}`],
      ...['--runtime-api-address', `127.0.0.1:${apiPort}`],
      process.execPath,
      // As Lambda's own start of Node divides a function's memory.
      `--max-old-space-size=${Math.floor(settings.memoryMb * 0.9)}`,
      PARTS.runtimeClient,
      'index.handler',
    ],
    { cwd: settings.folder, env: environmentOf(settings) },
  );
  const base = `http://127.0.0.1:${port}`;
  await waitFor(child, async () => (await fetch(base)) && true);

  let peak = 0;
  const watch = setInterval(() => {
    const memory = memoryOf(runtimeOf(child));
    if (memory === undefined) return;
    peak = Math.max(peak, memory.peakMb);
    if (memory.nowMb > settings.memoryMb) process.kill(memory.pid, 'SIGKILL');
  }, WATCH_MS);

  return {
    async invoke(payload) {
      const response = await fetch(`${base}/2015-03-31/functions/function/invocations`, {
        method: 'POST',
        body: payload,
      });
      const text = await response.text();
      peak = Math.max(peak, memoryOf(runtimeOf(child))?.peakMb ?? 0);
      return isFailure(response.status, text)
        ? { payload: asError(text), functionError: 'Unhandled' }
        : { payload: text };
    },
    peakMb: () => peak,
    pid: () => runtimeOf(child),
    output: child.output,
    async stop() {
      clearInterval(watch);
      // The runtime is no part of the emulator's process group.
      const runtime = runtimeOf(child);
      await child.stop();
      if (runtime !== undefined) endIfThere(runtime);
    },
  };
}

function environmentOf({ name, folder, memoryMb, timeoutSeconds, env }: SandboxSettings) {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LAMBDA_TASK_ROOT: folder,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '1',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_FUNCTION_TIMEOUT: String(timeoutSeconds),
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    ...env,
  };
}

/** The emulator answers 200 for a function that threw or ran out of time; Lambda would add a header. */
function isFailure(status: number, text: string): boolean {
  return status !== 200 || /^Task timed out after /.test(text) || /^\{"errorType":.*"trace":\[/s.test(text);
}

function asError(text: string): string {
  if (text.startsWith('{')) return text;
  return JSON.stringify({ errorType: 'Sandbox.Timedout', errorMessage: text });
}

/** The process that the emulator started, which runs the function. Go starts it from any of its threads. */
function runtimeOf({ pid }: Child): number | undefined {
  for (const thread of threadsOf(pid)) {
    const [first] = (read(`/proc/${pid}/task/${thread}/children`) ?? '').trim().split(' ');
    if (first) return Number(first);
  }
  return undefined;
}

function threadsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** A file of a process, which may have ended meanwhile. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function endIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended with the emulator.
  }
}

function memoryOf(pid: number | undefined) {
  const status = pid === undefined ? undefined : read(`/proc/${pid}/status`);
  const kilobytes = (name: string) => new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status ?? '')?.[1];
  const [now, peak] = [kilobytes('VmRSS'), kilobytes('VmHWM')];
  if (pid === undefined || now === undefined || peak === undefined) return undefined;
  return { pid, nowMb: Number(now) / 1024, peakMb: Number(peak) / 1024 };
}
