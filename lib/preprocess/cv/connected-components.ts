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

/** Finds the connected components of the ink, 8-connected. */
export function findComponents(image: BinaryImage): LabelledImage {
  return withMats((keep) => {
    const source = keep(matFromBinary(image));
    const labels = keep(new cv.Mat());
    const stats = keep(new cv.Mat());
    const centroids = keep(new cv.Mat());
    const count = cv.connectedComponentsWithStats(source, labels, stats, centroids, 8, cv.CV_32S);
    const components: Component[] = [];
    for (let label = 1; label < count; label++) {
      const [x, y, width, height, area] = stats.data32S.subarray(label * 5, label * 5 + 5) as unknown as [
        number,
        number,
        number,
        number,
        number,
      ];
      components.push({ label, box: { x, y, width, height }, area });
    }
    return { width: image.width, height: image.height, labels: labels.data32S.slice(), components };
  });
}
