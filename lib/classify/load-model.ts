import { createHash } from 'node:crypto';
import type * as z from 'zod/mini';
import { RequestError } from '../document/errors.ts';
import type { ModelIdentity } from '../document/model-identity.ts';
import { type CalibrationFile, calibrationSchema } from './calibration-file.ts';
import {
  MANIFEST_FILE,
  type ModelManifest,
  type ModelTopology,
  manifestSchema,
  topologySchema,
} from './manifest.ts';

/** Gives the bytes of one file of a model directory. */
export type ReadModelFile = (name: string) => Promise<Uint8Array>;

/** One network of a model: what an engine needs to run it. */
export interface ModelNetwork {
  /** One name for each output, in order. */
  readonly classes: readonly string[];
  /** A picture's byte times this is what the network takes. */
  readonly scale: number;
  readonly topology: ModelTopology;
  readonly weights: Uint8Array;
}

export interface Model {
  readonly identity: ModelIdentity;
  readonly manifest: ModelManifest;
  /** Reads crops. */
  readonly glyphs: ModelNetwork;
  /** Reads strips of what is written by hand. */
  readonly lines: ModelNetwork;
  /** Reads strips of print. */
  readonly print: ModelNetwork;
  /** Reads strips of MICR lines. */
  readonly micr: ModelNetwork;
  /** Reads strips of words. */
  readonly words: ModelNetwork;
  /** Absent in a model that was never calibrated. */
  readonly calibration?: CalibrationFile;
}

/**
 * Reads a model and checks that its files are those that the manifest speaks of.
 * Throws RequestError `model-invalid` that names the file and what is wrong with it, and what `read` throws.
 */
export async function loadModel(read: ReadModelFile): Promise<Model> {
  const manifest = parse(MANIFEST_FILE, await read(MANIFEST_FILE), manifestSchema);
  const [glyphs, lines, print, micr, words] = await Promise.all([
    loadNetwork(manifest.glyphs, read),
    loadNetwork(manifest.lines, read),
    loadNetwork(manifest.print, read),
    loadNetwork(manifest.micr, read),
    loadNetwork(manifest.words, read),
  ]);
  const sha256 = hashOf(glyphs.weights, lines.weights, print.weights, micr.weights, words.weights);
  const identity = { version: manifest.version, sha256, classes: glyphs.classes };
  const calibration = manifest.calibration && (await loadCalibration(manifest.calibration, sha256, read));
  return { identity, manifest, glyphs, lines, print, micr, words, ...(calibration && { calibration }) };
}

async function loadCalibration(
  entry: NonNullable<ModelManifest['calibration']>,
  model: string,
  read: ReadModelFile,
): Promise<CalibrationFile> {
  const bytes = await read(entry.file);
  checkHash(entry, bytes);
  const calibration = parse(entry.file, bytes, calibrationSchema);
  if (calibration.model === model) return calibration;
  throw new RequestError(
    'model-invalid',
    `Expected ${entry.file} to be made with the weights ${model} but it was with ${calibration.model}; run npm run calibrate`,
  );
}

async function loadNetwork(
  entry: ModelManifest['glyphs'] | ModelManifest['lines'],
  read: ReadModelFile,
): Promise<ModelNetwork> {
  const [topologyBytes, weights] = await Promise.all([read(entry.topology.file), read(entry.weights.file)]);
  checkHash(entry.topology, topologyBytes);
  checkSize(entry.weights, weights.length);
  checkHash(entry.weights, weights);
  const topology = parse(entry.topology.file, topologyBytes, topologySchema);
  checkSize(entry.weights, floatsOf(topology) * Float32Array.BYTES_PER_ELEMENT);
  return { classes: entry.classes, scale: entry.input.scale, topology, weights };
}

function parse<T>(file: string, bytes: Uint8Array, schema: z.ZodMiniType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new RequestError('model-invalid', `Expected JSON in ${file}: ${String(error)}`, error);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'root'}: ${message}`);
  throw new RequestError('model-invalid', `Expected ${file} to fit its schema; ${issues.join('; ')}`);
}

function checkHash(entry: { readonly file: string; readonly sha256: string }, bytes: Uint8Array): void {
  const found = hashOf(bytes);
  if (found === entry.sha256) return;
  throw new RequestError(
    'model-invalid',
    `Expected SHA-256 ${entry.sha256} for ${entry.file} but its bytes have ${found}; install the model again`,
  );
}

function checkSize(entry: { readonly file: string; readonly bytes: number }, bytes: number): void {
  if (bytes === entry.bytes) return;
  throw new RequestError(
    'model-invalid',
    `Expected ${entry.bytes} bytes for ${entry.file} but received ${bytes}; install the model again`,
  );
}

/** SHA-256 of all the bytes one after the other, in lower-case hex. */
function hashOf(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function floatsOf(topology: ModelTopology): number {
  return topology.weightsManifest
    .flatMap((group) => group.weights)
    .reduce((sum, weight) => sum + weight.shape.reduce((size, side) => size * side, 1), 0);
}
