import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { openWasmEngine } from '../../lib/classify/engine-wasm.ts';
import { loadModel, type Model } from '../../lib/classify/load-model.ts';
import type { ModelManifest } from '../../lib/classify/manifest.ts';
import { CROP_SIZE, STRIP_HEIGHT } from '../../lib/document/image.ts';
import { NOT_A_DIGIT } from '../../lib/document/model-identity.ts';
import { WORD_CLASSES } from '../../local/spelled-letters.ts';
import { LINE_CLASSES, MICR_CLASSES } from './fake-classifier.ts';
import { buildGlyphs, buildLines } from './make-networks.ts';

export const TEST_CLASSES: readonly string[] = [...'0123456789', NOT_A_DIGIT];

export interface MadeModel {
  readonly manifest: ModelManifest;
  /** As in model-layer/: `manifest.json` and the two files of each network. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export interface MakeModelOptions {
  /** Of the glyph network. @default TEST_CLASSES */
  readonly classes?: readonly string[];
  /** Columns for each frame of the line network. @default 2 */
  readonly frame?: 2 | 4;
}

/** The networks of make-networks.ts in the format of model-layer/. */
export async function makeModel(options: MakeModelOptions = {}): Promise<MadeModel> {
  const { classes = TEST_CLASSES, frame = 2 } = options;
  // Weights need a backend to live in; and with this one no other has to be a dependency.
  await openWasmEngine();
  const glyphs = await save(buildGlyphs(classes.length), 'model.json', 'weights.bin');
  const lines = await save(buildLines(LINE_CLASSES.length, frame), 'lines.json', 'lines.bin');
  const print = await save(buildLines(LINE_CLASSES.length, frame), 'print.json', 'print.bin');
  const micr = await save(buildLines(MICR_CLASSES.length, 2), 'micr.json', 'micr.bin');
  const words = await save(buildLines(WORD_CLASSES.length, 2), 'words.json', 'words.bin');
  const scale = 1 / 255;
  const manifest: ModelManifest = {
    format: 5,
    version: '2026.01.01-test',
    glyphs: { ...glyphs.entry, classes, input: { size: CROP_SIZE, scale }, multiplyAdds: 0 },
    lines: {
      ...lines.entry,
      classes: LINE_CLASSES,
      input: { height: STRIP_HEIGHT, scale },
      multiplyAddsPerColumn: 0,
    },
    print: {
      ...print.entry,
      classes: LINE_CLASSES,
      input: { height: STRIP_HEIGHT, scale },
      multiplyAddsPerColumn: 0,
    },
    micr: {
      ...micr.entry,
      classes: MICR_CLASSES,
      input: { height: STRIP_HEIGHT, scale },
      multiplyAddsPerColumn: 0,
    },
    words: {
      ...words.entry,
      classes: WORD_CLASSES,
      input: { height: STRIP_HEIGHT, scale },
      multiplyAddsPerColumn: 0,
    },
    trainingSets: [],
    metrics: {},
  };
  const files = new Map<string, Uint8Array>([
    ['manifest.json', new TextEncoder().encode(JSON.stringify(manifest))],
    ...glyphs.files,
    ...lines.files,
    ...print.files,
    ...micr.files,
    ...words.files,
  ]);
  return { manifest, files };
}

/** `makeModel()`, loaded. */
export async function makeLoadedModel(options: MakeModelOptions = {}): Promise<Model> {
  const { files } = await makeModel(options);
  return loadModel(async (name) => files.get(name) ?? new Uint8Array());
}

/** Writes `makeModel()` into a new directory under the system's temporary one and gives its path. */
export async function makeModelDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'digitlift-model-'));
  const { files } = await makeModel();
  for (const [name, bytes] of files) await writeFile(join(directory, name), bytes);
  return directory;
}

/** The two files of a network and what the manifest says of them; the network is gone after that. */
async function save(network: LayersModel, topologyFile: string, weightsFile: string) {
  const saved: tf.io.ModelArtifacts[] = [];
  await network.save({
    save: async (artifacts) => {
      saved.push(artifacts);
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
  });
  const parameters = network.countParams();
  network.dispose();
  const [artifacts] = saved;
  const weights = new Uint8Array(artifacts?.weightData as ArrayBuffer);
  const topology = new TextEncoder().encode(
    JSON.stringify({
      format: 'layers-model',
      generatedBy: 'test',
      convertedBy: null,
      modelTopology: artifacts?.modelTopology,
      weightsManifest: [{ paths: [weightsFile], weights: artifacts?.weightSpecs }],
    }),
  );
  const entry = {
    topology: { file: topologyFile, sha256: sha256(topology) },
    weights: { file: weightsFile, sha256: sha256(weights), bytes: weights.length },
    parameters,
  };
  const files: readonly [string, Uint8Array][] = [
    [topologyFile, topology],
    [weightsFile, weights],
  ];
  return { entry, files };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
