import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findComponents } from '../../../lib/preprocess/cv/connected-components.ts';
import { cv, matFromBinary, withMats } from '../../../lib/preprocess/cv/open-cv.ts';
import { inkBoxes, inkOf } from '../pictures.ts';

/** What every object on OpenCV's heap has beside what the project declares of it. */
interface HeapObject {
  isDeleted(): boolean;
}

type Constructor = new (...values: never[]) => object;

/** Every Mat that was made since the last test began, by whatever way. */
let made: HeapObject[] = [];
const original = { Mat: cv.Mat };
const changeable = cv as { -readonly [name in keyof typeof original]: (typeof original)[name] };

function recording<T extends Constructor>(type: T): T {
  return new Proxy(type, {
    construct(target, values, newTarget) {
      const object = Reflect.construct(target, values, newTarget);
      made.push(object as unknown as HeapObject);
      return object;
    },
  });
}

beforeEach(() => {
  made = [];
  changeable.Mat = recording(original.Mat);
});

afterEach(() => {
  Object.assign(changeable, original);
});

const ring = inkOf('.....', '.###.', '.#.#.', '.###.', '.....');
const alive = () => made.filter((object) => !object.isDeleted()).length;

describe('withMats', () => {
  it('frees what it kept when the work returns, and not before', () => {
    const sum = withMats((keep) => {
      const mat = keep(matFromBinary(ring));
      expect(alive()).toBe(1);
      return mat.data.reduce((total, value) => total + value, 0);
    });
    expect(sum).toBe(8 * 255);
    expect([made.length, alive()]).toEqual([1, 0]);
  });

  it('frees what it kept when the work throws, and passes the error on', () => {
    const failure = new Error('no such thing');
    const work = () =>
      withMats((keep) => {
        keep(matFromBinary(ring));
        keep(new cv.Mat());
        throw failure;
      });
    expect(work).toThrow(failure);
    expect([made.length, alive()]).toEqual([2, 0]);
  });

  it('makes Errors of the numbers that OpenCV throws', () => {
    const work = () =>
      withMats((keep) => {
        const labels = keep(new cv.Mat(2, 2, cv.CV_32S));
        const [stats, centroids] = [keep(new cv.Mat()), keep(new cv.Mat())];
        // Components of 32-bit labels: OpenCV takes pictures of 8 bits only.
        return cv.connectedComponentsWithStats(labels, keep(new cv.Mat()), stats, centroids, 8, cv.CV_32S);
      });
    expect(work).toThrow(/^OpenCV failed: /);
    expect(work).toThrow(Error);
    expect(alive()).toBe(0);
  });
});

describe('OpenCV heap', () => {
  it('holds nothing of a call once it is over', () => {
    findComponents(ring);
    expect(made.length).toBeGreaterThanOrEqual(4);
    expect(alive()).toBe(0);
  });

  it('stays as large as it is over hundreds of calls', () => {
    const heap = cv as unknown as { readonly HEAPU8: Uint8Array };
    const page = inkBoxes(
      1_000,
      700,
      Array.from({ length: 200 }, (_, i) => ({
        x: (i % 20) * 50,
        y: Math.floor(i / 20) * 70,
        width: 30,
        height: 40,
      })),
    );
    const work = () => expect(findComponents(page).components).toHaveLength(200);
    for (let i = 0; i < 5; i++) work();
    const before = heap.HEAPU8.length;
    // One Mat of labels forgotten in each call would be over 800 MB by the end.
    for (let i = 0; i < 300; i++) work();
    expect(heap.HEAPU8.length).toBe(before);
  });
});
