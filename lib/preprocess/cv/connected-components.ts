import type { Box } from '../../document/geometry.ts';
import type { BinaryImage } from '../../document/image.ts';
import { cv, matFromBinary, withMats } from './open-cv.ts';

/** A piece of ink whose pixels touch each other, sideways or at corners. */
export interface Component {
  /** The value that its pixels have in `labels`; at least 1. */
  readonly label: number;
  readonly box: Box;
  /** Pixels of ink. */
  readonly area: number;
}

export interface LabelledImage {
  readonly width: number;
  readonly height: number;
  /** Row-major; 0 is paper. */
  readonly labels: Int32Array;
  /** In order of label: by the row, then the column, where a component is met first. */
  readonly components: readonly Component[];
}

/** What OpenCV tells of a component: x, y, width, height, area. */
const STATS = 5;

/** Finds the connected components of the ink, 8-connected. */
export function findComponents(image: BinaryImage): LabelledImage {
  return withMats((keep) => {
    const source = keep(matFromBinary(image));
    const labels = keep(new cv.Mat());
    const stats = keep(new cv.Mat());
    const centroids = keep(new cv.Mat());
    const count = cv.connectedComponentsWithStats(source, labels, stats, centroids, 8, cv.CV_32S);
    // Each look at a Mat's data makes a view of it: one, not one for each component.
    const numbers = stats.data32S;
    const components = Array.from({ length: count - 1 }, (_, i): Component => {
      const label = i + 1;
      const at = label * STATS;
      const box = { x: numbers[at]!, y: numbers[at + 1]!, width: numbers[at + 2]!, height: numbers[at + 3]! };
      return { label, box, area: numbers[at + 4]! };
    });
    return { width: image.width, height: image.height, labels: labels.data32S.slice(), components };
  });
}
