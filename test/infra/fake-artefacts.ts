import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface FakeArtefactsOptions {
  /** Processors, in sharp's words, that sharp is there for. @default ['x64', 'arm64'] */
  readonly cpus?: readonly string[];
  /** Content of the model's manifest. @default '{}' */
  readonly model?: string;
  /** Content of the classify bundle. @default a handler that does nothing */
  readonly classify?: string;
}

/** Lays a folder out as `npm run build` leaves dist/, with next to nothing in its files. */
export function writeFakeArtefacts(dist: string, options: FakeArtefactsOptions = {}): void {
  const idle = 'export const handler = () => {};';
  const { cpus = ['x64', 'arm64'], model = '{}', classify = idle } = options;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    writeFileSync(join(dist, path), text);
  };
  write('functions/classify/index.mjs', classify);
  write('functions/segment/index.mjs', idle);
  write('functions/api/index.mjs', idle);
  const packages = cpus.flatMap((cpu) => [`@img/sharp-linux-${cpu}`, `@img/sharp-libvips-linux-${cpu}`]);
  for (const name of packages) write(`functions/segment/node_modules/${name}/package.json`, '{}');
  const versions = { '@img/sharp-linux-arm64': '1.2.3', '@img/sharp-libvips-linux-arm64': '4.5.6' };
  write(
    'functions/segment/node_modules/sharp/package.json',
    JSON.stringify({ optionalDependencies: versions }),
  );
  write('layer/model/manifest.json', model);
}

/** Runs `use` with an empty folder that is gone afterwards. */
export function withFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'digitlift-infra-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
