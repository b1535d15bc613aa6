import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Just enough of Lambda over loopback HTTP: Invoke with RequestResponse, passed on to one function. */
export interface FakeLambda {
  readonly url: string;
  /** Names of the functions that were invoked, in turn. */
  readonly invoked: readonly string[];
  /** How the next invocations end: by the function, or as Lambda reports one that died. */
  failing: boolean;
  stop(): Promise<void>;
}

export async function startFakeLambda(run: (event: unknown) => Promise<unknown>): Promise<FakeLambda> {
  const invoked: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [, name = ''] = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '') ?? [];
    invoked.push(decodeURIComponent(name));
    if (lambda.failing) {
      response.writeHead(200, { 'x-amz-function-error': 'Unhandled' });
      response.end(JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage: 'exit status 137' }));
      return;
    }
    response.end(JSON.stringify(await run(JSON.parse(Buffer.concat(chunks).toString()))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const lambda: FakeLambda = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    invoked,
    failing: false,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return lambda;
}
