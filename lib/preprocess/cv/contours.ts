import type { BinaryImage } from '../../document/image.ts';
import { cv, matFromBinary, withMats } from './open-cv.ts';

/** A closed border: x and y of each pixel on it in turn. */
export type Contour = Int32Array;

export interface Contours {
  /** Borders between ink and the paper round it. */
  readonly outer: readonly Contour[];
  /** Borders of the holes inside ink, such as that of a 0. */
  readonly holes: readonly Contour[];
}

/** Follows the borders of the ink (Suzuki and Abe, 1985), every pixel of them. */
export function findContours(image: BinaryImage): Contours {
  return withMats((keep) => {
    const source = keep(matFromBinary(image));
    const found = keep(new cv.MatVector());
    const hierarchy = keep(new cv.Mat());
    cv.findContours(source, found, hierarchy, cv.RETR_CCOMP, cv.CHAIN_APPROX_NONE);
    const outer: Contour[] = [];
    const holes: Contour[] = [];
    for (let i = 0; i < found.size(); i++) {
      const contour = keep(found.get(i)).data32S.slice();
      // Of the four links of a contour (next, previous, first child, parent) only a hole has a parent here.
      (hierarchy.data32S[i * 4 + 3]! < 0 ? outer : holes).push(contour);
    }
    return { outer, holes };
  });
}
