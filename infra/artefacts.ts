import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { ArchitectureName } from './settings.ts';
import { SetupError } from './setup-error.ts';

/** Folders that become the code of the functions and the content of the layer. */
export interface Artefacts {
  readonly segment: string;
  readonly classify: string;
  readonly api: string;
  /** Lambda unpacks it below /opt. */
  readonly layer: string;
}

/**
 * The artefacts that `npm run build` leaves in a folder. Throws SetupError when one is missing, or when the native code
 * beside the segment function is for another platform than Lambda's, which would only be noticed by its first document.
 */
export function findArtefacts(dist: string, architecture: ArchitectureName): Artefacts {
  const artefacts: Artefacts = {
    segment: join(dist, 'functions', 'segment'),
    classify: join(dist, 'functions', 'classify'),
    api: join(dist, 'functions', 'api'),
    layer: join(dist, 'layer'),
  };
  for (const file of [
    join(artefacts.segment, 'index.mjs'),
    join(artefacts.segment, 'node_modules', 'sharp', 'package.json'),
    join(artefacts.classify, 'index.mjs'),
    join(artefacts.api, 'index.mjs'),
    join(artefacts.layer, 'model', 'manifest.json'),
  ]) {
    if (!existsSync(file)) {
      throw new SetupError(`Expected the built file ${file} but there is none: run npm run build first`);
    }
  }
  checkNativeCode(artefacts.segment, architecture);
  return artefacts;
}

const sharpManifest = z.object({ optionalDependencies: z.record(z.string(), z.string()) });

function checkNativeCode(segment: string, architecture: ArchitectureName): void {
  const modules = join(segment, 'node_modules');
  // As sharp names processors in its packages; the second holds the library that the first binds.
  const cpu = architecture === 'x86_64' ? 'x64' : 'arm64';
  const packages = [`@img/sharp-linux-${cpu}`, `@img/sharp-libvips-linux-${cpu}`];
  const missing = packages.filter((name) => !existsSync(join(modules, name)));
  if (missing.length === 0) return;
  const { optionalDependencies: versions } = sharpManifest.parse(
    JSON.parse(readFileSync(join(modules, 'sharp', 'package.json'), 'utf8')),
  );
  const wanted = missing.map((name) => `${name}@${versions[name]}`).join(' ');
  throw new SetupError(
    `Expected ${missing.join(' and ')} in ${modules}, for ${architecture} on Lambda, but there is none: ` +
      `run npm install --no-save --force ${wanted}, then npm run build`,
  );
}
