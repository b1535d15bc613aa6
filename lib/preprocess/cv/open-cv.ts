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

// Required, not imported: the package finds its .wasm file beside itself, so it must stay a package when we bundle.
const { cv, cvTranslateError } = createRequire(import.meta.url)('opencv-wasm') as OpenCvPackage;

export { cv };

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
