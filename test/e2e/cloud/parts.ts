import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'parts');

/** What scripts/install-local-cloud.sh installs. */
export const PARTS = {
  python: join(FOLDER, '.venv/bin/python'),
  moto: join(FOLDER, 'moto_server.py'),
  /** AWS's Lambda Runtime Interface Emulator. */
  emulator: join(FOLDER, '.venv/bin/aws-lambda-rie'),
  /** AWS's runtime client for Node, which Lambda's own Node runtime is made of. */
  runtimeClient: join(FOLDER, 'node_modules/aws-lambda-ric/index.mjs'),
} as const;

/** Tests over the local cloud are skipped by name without it. */
export const HAS_PARTS = Object.values(PARTS).every((file) => existsSync(file));

/** A port of loopback that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('Expected a port but received none');
  return address.port;
}
