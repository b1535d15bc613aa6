import { createRequire } from 'node:module';
import type { BinaryImage } from '../../document/image.ts';

/** Something that OpenCV holds on its own heap, which no garbage collector visits. */
interface Deletable {
  delete(): void;
}

interface Mat extends Deletable {
  readonly data: Uint8Array;
  readonly data32S: Int32Array;
}

/** What is used of OpenCV 4.3; the declarations that its package ships do not compile under this project's settings. */
interface OpenCv {
  readonly Mat: { new (): Mat; new (rows: number, columns: number, type: number): Mat };
  readonly CV_8UC1: number;
  readonly CV_32S: number;
  connectedComponentsWithStats(
    image: Mat,
    labels: Mat,
    stats: Mat,
    centroids: Mat,
    connectivity: 4 | 8,
    labelType: number,
  ): number;
}

interface OpenCvPackage {
  readonly cv: OpenCv;
  cvTranslateError(cv: OpenCv, error: unknown): string | Error | undefined;
}

/** OpenCV's functions that are called here; the second is what `cvTranslateError` calls. */
const USED_FUNCTIONS = ['connectedComponentsWithStats', 'exceptionFromPtr'];

const { cv, cvTranslateError } = requireOpenCv();

export { cv };

/**
 * Requires the package, but for the wrappers that it makes of each of OpenCV's 700 functions and methods while it loads: that
 * is a third of its time, which every cold start would wait for.
 */
function requireOpenCv(): OpenCvPackage {
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class extends Instance {
    constructor(module: WebAssembly.Module, imports: WebAssembly.Imports = {}) {
      super(module, withoutUnused(imports));
    }
  };
  try {
    // Required, not imported: the package finds its .wasm file beside itself, so it must stay a package when we bundle.
    return createRequire(import.meta.url)('opencv-wasm') as OpenCvPackage;
  } finally {
    WebAssembly.Instance = Instance;
  }
}

type Register = (name: number, ...rest: readonly unknown[]) => void;

/** What OpenCV's code is given to make itself known by (Emscripten's embind), with ears for what is used alone. */
function withoutUnused({ env = {}, ...others }: WebAssembly.Imports): WebAssembly.Imports {
  const { __embind_register_function: register, memory } = env as { readonly [name: string]: unknown };
  const nameAt = (address: number) => {
    const bytes = Buffer.from((memory as WebAssembly.Memory).buffer, address);
    return bytes.toString('latin1', 0, bytes.indexOf(0));
  };
  return {
    ...others,
    env: {
      ...env,
      __embind_register_function: ((name, ...rest) => {
        if (USED_FUNCTIONS.includes(nameAt(name))) (register as Register)(name, ...rest);
      }) satisfies Register,
      __embind_register_class_function: () => {},
      __embind_register_class_class_function: () => {},
    },
  };
}

/** Keeps what is handed to it and frees it when the scope ends. */
type Keep = <T extends Deletable>(object: T) => T;

/**
 * Runs `work` and then frees every Mat that it kept, whether it returned or threw: OpenCV's heap stops at about 1 GB.
 * OpenCV throws numbers (addresses of C++ exceptions); they become Errors here.
 */
export function withMats<T>(work: (keep: Keep) => T): T {
  const kept: Deletable[] = [];
  try {
    return work((object) => {
      kept.push(object);
      return object;
    });
  } catch (error) {
    if (typeof error === 'number') throw new Error(`OpenCV failed: ${cvTranslateError(cv, error)}`);
    throw error;
  } finally {
    for (const object of kept.reverse()) object.delete();
  }
}

/** Copies a picture into a Mat of one channel, ink as 255. */
export function matFromBinary({ width, height, data }: BinaryImage): Mat {
  const mat = new cv.Mat(height, width, cv.CV_8UC1);
  const target = mat.data;
  for (let i = 0; i < data.length; i++) target[i] = data[i]! * 255;
  return mat;
}
