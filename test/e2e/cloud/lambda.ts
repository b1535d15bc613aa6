import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, type Sandbox, type SandboxSettings, startSandbox } from './sandbox.ts';

export interface LambdaFunction extends SandboxSettings {
  /** Places that it runs in; calls beyond wait. Lambda would open more, up to the account's limit. @default 1 */
  readonly sandboxes?: number;
}

/** Lambda's Invoke over loopback HTTP, for the real client: passes calls on to the functions' sandboxes. */
export interface Lambda {
  readonly url: string;
  readonly sandboxes: Readonly<Record<string, readonly Sandbox[]>>;
  /** Names and qualifiers as they were called, in turn. */
  readonly invoked: readonly string[];
  stop(): Promise<void>;
}

export async function startLambda(functions: readonly LambdaFunction[]): Promise<Lambda> {
  const sandboxes: Record<string, readonly Sandbox[]> = {};
  const pools = new Map<string, Pool>();
  for (const settings of functions) {
    const places = await Promise.all(
      Array.from({ length: settings.sandboxes ?? 1 }, () => startSandbox(settings)),
    );
    sandboxes[settings.name] = places;
    pools.set(settings.name, createPool(places));
  }
  const invoked: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [, path = ''] = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '') ?? [];
    const called = decodeURIComponent(path);
    invoked.push(called);
    const pool = pools.get(nameOf(called));
    if (pool === undefined) {
      response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' });
      response.end(JSON.stringify({ Message: `Function not found: ${called}` }));
      return;
    }
    try {
      answer(response, await pool(Buffer.concat(chunks).toString()));
    } catch (error) {
      response.writeHead(502, { 'x-amzn-errortype': 'ServiceException' }).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sandboxes,
    invoked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all(Object.values(sandboxes).flatMap((places) => places.map((place) => place.stop())));
    },
  };
}

/** `name`, `name:alias` or an ARN with either at its end. */
function nameOf(called: string): string {
  const parts = called.split(':');
  const start = parts[0] === 'arn' ? parts.indexOf('function') + 1 : 0;
  return parts[start] ?? called;
}

function answer(response: ServerResponse, { payload, functionError }: Answer): void {
  response.writeHead(200, functionError === undefined ? {} : { 'x-amz-function-error': functionError });
  response.end(payload);
}

type Pool = (payload: string) => Promise<Answer>;

/** Gives each call to a sandbox that has none. The emulator breaks when a second call comes before its first has ended. */
function createPool(sandboxes: readonly Sandbox[]): Pool {
  const free = [...sandboxes];
  const waiting: ((sandbox: Sandbox) => void)[] = [];
  return async (payload) => {
    const sandbox = free.pop() ?? (await new Promise<Sandbox>((resolve) => waiting.push(resolve)));
    try {
      return await sandbox.invoke(payload);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free.push(sandbox);
      else next(sandbox);
    }
  };
}
