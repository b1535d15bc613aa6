import { startChild, waitFor } from './child.ts';
import { freePort, PARTS } from './parts.ts';

export interface Moto {
  /** Where S3, SQS and EventBridge answer. */
  readonly url: string;
  output(): string;
  stop(): Promise<void>;
}

/** moto's server on loopback, empty. */
export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const child = startChild(PARTS.python, [PARTS.moto, '-H', '127.0.0.1', '-p', String(port)], {
    cwd: '/',
    // In moto an announcement that a queue is told of is sent as anybody's; keys are not looked at.
    env: { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await waitFor(child, async () => ((await fetch(`${url}/moto-api/data.json`)).ok ? true : undefined));
  } catch (error) {
    await child.stop();
    throw error;
  }
  return { url, output: child.output, stop: child.stop };
}
