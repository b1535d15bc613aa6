import type { Box } from '../../lib/document/geometry.ts';
import { unionBoxes } from '../../lib/document/geometry.ts';
import type { BinaryImage } from '../../lib/document/image.ts';
import {
  type Component,
  findComponents,
  type LabelledImage,
} from '../../lib/preprocess/cv/connected-components.ts';
import type { ComponentLine } from '../../lib/segment/group-lines.ts';

/** A component for tests that need no pixels. */
export function componentAt(x: number, y: number, width: number, height: number, label = 1): Component {
  return { label, box: { x, y, width, height }, area: width * height };
}

/** Components for boxes, labelled in order from 1. */
export function componentsAt(...boxes: readonly Box[]): Component[] {
  return boxes.map(({ x, y, width, height }, i) => componentAt(x, y, width, height, i + 1));
}

export interface DrawnLine {
  readonly line: ComponentLine;
  readonly map: LabelledImage;
}

/** All the ink of a picture as one line of glyphs of a height. */
export function drawnLine(picture: BinaryImage, height: number): DrawnLine {
  const map = findComponents(picture);
  const components = [...map.components].sort(
    (a, b) => a.box.x + a.box.width / 2 - b.box.x - b.box.width / 2,
  );
  return { line: { components, box: unionBoxes(components.map(({ box }) => box)), height }, map };
}
