import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { setWasmPaths, version_wasm } from '@tensorflow/tfjs-backend-wasm';
import { RequestError } from '../document/errors.ts';
import type { Engine } from './engine.ts';
import { findMissingFile } from './model-directory.ts';
import { openTfjsGlyphs } from './tfjs-glyphs.ts';
import { openTfjsLines } from './tfjs-lines.ts';
import type { TfjsRuntime } from './tfjs-model.ts';
import { operations as core } from './tfjs-operations.ts';

const PACKAGE = '@tensorflow/tfjs-backend-wasm';
/** Which of them is loaded depends on whether the runtime has SIMD. */
const WASM_FILES = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'];
const RUNTIME: TfjsRuntime = { core, backend: 'wasm' };

let started: Promise<void> | undefined;

/** The engine that runs everywhere. Throws RequestError `not-configured` when its .wasm files are not found. */
export async function openWasmEngine(wasmDirectory?: string): Promise<Engine> {
  started ??= start(wasmDirectory).catch((error: unknown) => {
    started = undefined;
    throw error;
  });
  await started;
  return {
    name: 'wasm',
    version: version_wasm,
    // Measured on one core: 64 and 128 are fastest, 16 to 512 are within a tenth of them.
    sliceSize: 64,
    countTensors: () => core.memory().numTensors,
    openGlyphs: (network) => openTfjsGlyphs(RUNTIME, network),
    openLines: (network) => openTfjsLines(RUNTIME, network),
  };
}

async function start(wasmDirectory: string | undefined): Promise<void> {
  const directory = wasmDirectory ?? packageDirectory();
  // Looked for first: Emscripten prints a page of its own when a file is missing, and TF.js then never tries again.
  const missing = await findMissingFile(directory, WASM_FILES);
  if (missing !== undefined) {
    throw new RequestError(
      'not-configured',
      `Expected the engine's file ${missing} in ${directory}; give the folder of the .wasm files`,
    );
  }
  const listeners = rememberListeners();
  try {
    setWasmPaths(directory.endsWith(sep) ? directory : directory + sep);
    if (!(await core.setBackend('wasm'))) throw new Error('TF.js did not accept the backend');
  } catch (error) {
    throw new RequestError('not-configured', `The engine wasm in ${directory} did not start`, error);
  } finally {
    listeners.restore();
  }
}

function packageDirectory(): string {
  try {
    const require = createRequire(import.meta.url);
    return join(dirname(require.resolve(`${PACKAGE}/package.json`)), 'dist');
  } catch (error) {
    throw new RequestError(
      'not-configured',
      `Expected the package ${PACKAGE} to be installed; give the folder of its .wasm files instead`,
      error,
    );
  }
}

/**
 * The Emscripten code around the .wasm file makes every unhandled rejection and exception of the whole process its own
 * business: what it adds while starting is taken away again.
 */
function rememberListeners(): { readonly restore: () => void } {
  const emitter: EventEmitter = process;
  const before = ['uncaughtException', 'unhandledRejection'].map((event) => ({
    event,
    listeners: new Set(emitter.listeners(event)),
  }));
  return {
    restore: () => {
      for (const { event, listeners } of before) {
        for (const listener of emitter.listeners(event)) {
          if (!listeners.has(listener))
            emitter.removeListener(event, listener as (...values: unknown[]) => void);
        }
      }
    },
  };
}
