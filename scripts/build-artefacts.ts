import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { filesOf } from '../lib/classify/manifest.ts';
import { loadModelDirectory } from '../lib/classify/model-directory.ts';
import { bundle } from './build-bundle.ts';
import { copyPackages, PACKAGES_WITH_FILES } from './build-packages.ts';

export interface BuildOptions {
  /** The project's root. */
  readonly project: string;
  /** Where the artefacts go. @default `<project>/dist` */
  readonly out?: string;
  /** Folder of the model. @default `<project>/model-layer` */
  readonly model?: string;
}

export interface Artefact {
  /** Relative to the output folder. */
  readonly path: string;
  /** What people may want to know of it, such as the versions inside. */
  readonly holds: readonly string[];
}

/** The engine picks one of these by what the processor can do; threads are never used, so neither is that build. */
const WASM_FILES = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'];
const CLI = 'local/cli/main.ts';

/** The segment function: its bundle, and beside it the packages that look for files beside themselves. */
export async function buildSegment({
  project,
  out = join(project, 'dist'),
}: BuildOptions): Promise<Artefact> {
  const path = 'functions/segment';
  const folder = await emptyFolder(join(out, path));
  await bundle({ project, entry: 'functions/segment/handler.ts', outfile: join(folder, 'index.mjs') });
  return { path, holds: await copyPackages(project, PACKAGES_WITH_FILES, folder) };
}

/** The classify function: a bundle alone. Model and engine come from the layer. */
export async function buildClassify({
  project,
  out = join(project, 'dist'),
}: BuildOptions): Promise<Artefact> {
  const path = 'functions/classify';
  const folder = await emptyFolder(join(out, path));
  await bundle({ project, entry: 'functions/classify/handler.ts', outfile: join(folder, 'index.mjs') });
  return { path, holds: [] };
}

/** The API function: a bundle alone, with neither pictures nor a model in it. */
export async function buildApi({ project, out = join(project, 'dist') }: BuildOptions): Promise<Artefact> {
  const path = 'functions/api';
  const folder = await emptyFolder(join(out, path));
  await bundle({ project, entry: 'functions/api/handler.ts', outfile: join(folder, 'index.mjs') });
  return { path, holds: [] };
}

/**
 * The layer, as Lambda unpacks it below /opt: the model, checked against its manifest, and the engine's .wasm files
 * beside it, where the classify function looks for both.
 */
export async function buildLayer(options: BuildOptions): Promise<Artefact> {
  const { project, out = join(project, 'dist'), model: source = join(project, 'model-layer') } = options;
  const { identity, manifest } = await loadModelDirectory(source);
  const folder = await emptyFolder(join(out, 'layer', 'model'));
  for (const file of filesOf(manifest)) await copyFile(join(source, file), join(folder, file));
  const require = createRequire(join(project, 'package.json'));
  const engine = dirname(require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'));
  for (const file of WASM_FILES) await cp(join(engine, file), join(folder, file));
  return { path: 'layer', holds: [`model ${identity.version}`, `sha256 ${identity.sha256.slice(0, 12)}`] };
}

/** The command line, for an installed package: what is not bundled is found in its node_modules. Undefined without sources. */
export async function buildCli({
  project,
  out = join(project, 'dist'),
}: BuildOptions): Promise<Artefact | undefined> {
  if (!existsSync(join(project, CLI))) return undefined;
  const folder = await emptyFolder(join(out, 'bin'));
  await bundle({ project, entry: CLI, outfile: join(folder, 'digitlift.mjs') });
  return { path: 'bin', holds: [] };
}

async function emptyFolder(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}
