import { createRequire } from 'node:module';
import { RequestError } from '../document/errors.ts';
import type { Engine } from './engine.ts';
import { openTfjsGlyphs } from './tfjs-glyphs.ts';
import { openTfjsLines } from './tfjs-lines.ts';
import type { TfjsRuntime } from './tfjs-model.ts';

const PACKAGE = '@tensorflow/tfjs-node';

/**
 * The part of the package's exports that is used here. It repeats all of TF.js, and its own copy is the one to use:
 * it need not be the one that lies beside this project. Typed here, as the package may be absent.
 */
type TfjsNode = TfjsRuntime['core'] & { readonly version: Readonly<Record<string, string>> };

/**
 * The engine over the C library of TensorFlow, an optional peer dependency; undefined where it is not installed.
 * Throws RequestError `not-configured` when it is installed but does not load.
 */
export async function openTfjsNodeEngine(): Promise<Engine | undefined> {
  const require = createRequire(import.meta.url);
  let path: string;
  try {
    path = require.resolve(PACKAGE);
  } catch {
    return undefined;
  }
  const tf = load(require, path);
  await tf.setBackend('tensorflow');
  const runtime: TfjsRuntime = { core: tf, backend: 'tensorflow', fixedBatch: 64 };
  return {
    name: 'tfjs-node',
    version: tf.version['tfjs-node'] ?? 'unknown',
    sliceSize: 64,
    countTensors: () => tf.memory().numTensors,
    openGlyphs: (network) => openTfjsGlyphs(runtime, network),
    openLines: (network) => openTfjsLines(runtime, network),
  };
}

function load(require: NodeJS.Require, path: string): TfjsNode {
  try {
    // `require`, not `import`: in a Lambda the package lies in a layer, and only `require` looks there (NODE_PATH).
    return require(path) as TfjsNode;
  } catch (error) {
    throw new RequestError(
      'not-configured',
      `Expected the installed package ${PACKAGE} to load but it did not; rebuild it, remove it or use the engine wasm`,
      error,
    );
  }
}
