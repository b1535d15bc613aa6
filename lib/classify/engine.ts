import { RequestError } from '../document/errors.ts';
import type { ModelNetwork } from './load-model.ts';

export type EngineName = 'wasm' | 'tfjs-node';

/** The weights of a glyph network, ready to run. */
export interface GlyphNetwork {
  /**
   * `count` pictures of `CROP_SIZE` x `CROP_SIZE` floats from 0 (paper) to 1 (ink) in, `count` rows of
   * probabilities out. What comes out for a picture does not depend on the others in the batch, bit by bit.
   */
  run(pictures: Float32Array, count: number): Float32Array;
  /** Frees the weights. */
  dispose(): void;
}

/** The weights of a line network, ready to run. */
export interface LineNetwork {
  /**
   * `count` strips of `STRIP_HEIGHT` x `width` floats from 0 (paper) to 1 (ink) in, for each `width / STRIP_FRAME` rows of
   * probabilities out; what is read in a strip does not depend on the others. `count` is 1 unless it is said.
   */
  run(strips: Float32Array, width: number, count?: number): Float32Array;
  /** Frees the weights. */
  dispose(): void;
}

/** Something that can run a model. There is one of each name in a process: opening it twice gives the same one. */
export interface Engine {
  readonly name: EngineName;
  /** Of the package that does the arithmetic. */
  readonly version: string;
  /** How many pictures at a time this engine runs fastest. */
  readonly sliceSize: number;
  /** Tensors that are allocated now, the weights included. */
  countTensors(): number;
  /** Both throw RequestError `model-invalid` when the topology cannot be built or does not fit the manifest. */
  openGlyphs(network: ModelNetwork): Promise<GlyphNetwork>;
  openLines(network: ModelNetwork): Promise<LineNetwork>;
}

export interface OpenEngineOptions {
  /** Asked for by name, an engine that is absent is an error. @default tfjs-node where it is installed, else wasm */
  readonly prefer?: EngineName;
  /** Folder of the tfjs-backend-wasm*.wasm files. @default that of the package @tensorflow/tfjs-backend-wasm */
  readonly wasmDirectory?: string;
}

/** Throws RequestError `not-configured` when the engine asked for is not installed or does not start. */
export async function openEngine(options: OpenEngineOptions = {}): Promise<Engine> {
  // Imported when chosen: either engine costs a tenth of a second that the other one need not pay.
  if (options.prefer !== 'wasm') {
    const { openTfjsNodeEngine } = await import('./engine-tfjs-node.ts');
    const engine = await openTfjsNodeEngine();
    if (engine !== undefined) return engine;
    if (options.prefer === 'tfjs-node') {
      throw new RequestError(
        'not-configured',
        'Expected the package @tensorflow/tfjs-node to be installed but found none; install it or use the engine wasm',
      );
    }
  }
  const { openWasmEngine } = await import('./engine-wasm.ts');
  return openWasmEngine(options.wasmDirectory);
}
