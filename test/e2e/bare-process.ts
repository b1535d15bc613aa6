import { type ChildProcess, fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A bundle's handler in a Node process of its own, started in the bundle's folder with nothing but `env`. */
export interface BareProcess {
  /** Calls the handler, one call after the other. Rejects with what it throws, or when the process ends. */
  call(event: unknown): Promise<unknown>;
  /** What the process wrote to standard output and error up to now. */
  output(): string;
  stop(): Promise<void>;
}

const RUNNER = `
import { handler } from './index.mjs';
const context = { getRemainingTimeInMillis: () => 120_000 };
process.on('message', async (event) => {
  try {
    process.send({ answer: await handler(event, context) });
  } catch (error) {
    process.send({ error: String(error) });
  }
});
process.send('ready');
`;

export async function startBundle(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<BareProcess> {
  const runner = join(folder, 'runner.mjs');
  await writeFile(runner, RUNNER);
  const child = fork(runner, [], {
    cwd: folder,
    env,
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  let last: Promise<unknown> = nextMessage(child, () => output);
  await last;
  return {
    call(event) {
      const answer = last.then(async () => {
        const message = nextMessage(child, () => output);
        child.send(event as object);
        const { answer, error } = (await message) as { readonly answer?: unknown; readonly error?: string };
        if (error !== undefined) throw new Error(error);
        return answer;
      });
      last = answer.catch(() => undefined);
      return answer;
    },
    output: () => output,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      child.kill();
      await ended;
    },
  };
}

function nextMessage(child: ChildProcess, output: () => string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) =>
      reject(new Error(`The process ended with exit code ${code} and wrote:\n${output()}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}
