import fc from 'fast-check';
import type { Box } from '../../lib/document/geometry.ts';
import type { BinaryImage, GreyImage } from '../../lib/document/image.ts';

/** Small pictures for tests of pixel code: written by hand as text, drawn from boxes, or any at all. */

/** A picture from rows of text, `#` for ink, anything else for paper. */
export function inkOf(...rows: readonly string[]): BinaryImage {
  const width = rows[0]?.length ?? 0;
  const data = Uint8Array.from(rows.join(''), (character) => (character === '#' ? 1 : 0));
  if (data.length !== width * rows.length) throw new RangeError('Expected rows of one length');
  return { width, height: rows.length, data };
}

/** The rows that `inkOf` takes, so that a failed comparison can be looked at. */
export function rowsOf({ width, height, data }: BinaryImage): string[] {
  return Array.from({ length: height }, (_, y) =>
    Array.from(data.subarray(y * width, (y + 1) * width), (value) => (value === 0 ? '.' : '#')).join(''),
  );
}

export function greyOf(...rows: readonly (readonly number[])[]): GreyImage {
  return { width: rows[0]?.length ?? 0, height: rows.length, data: Uint8Array.from(rows.flat()) };
}

/** Ink in boxes on paper; a box's edges on whole pixels. */
export function inkBoxes(width: number, height: number, boxes: readonly Box[]): BinaryImage {
  const data = new Uint8Array(width * height);
  for (const box of boxes) {
    for (let y = box.y; y < box.y + box.height; y++)
      data.fill(1, y * width + box.x, y * width + box.x + box.width);
  }
  return { width, height, data };
}

/** A picture whose pixels are told by a function of their middle. */
export function greyWhere(width: number, height: number, level: (x: number, y: number) => number): GreyImage {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data[y * width + x] = level(x + 0.5, y + 0.5);
  }
  return { width, height, data };
}

export function box(x: number, y: number, width: number, height: number): Box {
  return { x, y, width, height };
}

/** The smallest box round the pixels that `isMember` accepts. */
export function boundsWhere({ width, height, data }: GreyImage, isMember: (level: number) => boolean): Box {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!isMember(data[y * width + x]!)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** How far the edges of two boxes lie apart at most, in pixels. */
export function edgeDistance(a: Box, b: Box): number {
  return Math.max(
    Math.abs(a.x - b.x),
    Math.abs(a.y - b.y),
    Math.abs(a.x + a.width - b.x - b.width),
    Math.abs(a.y + a.height - b.y - b.height),
  );
}

/** Any small picture with pixels from 0 to `max`. */
export function anyPicture(max: number, maxSide = 12): fc.Arbitrary<GreyImage> {
  const side = fc.integer({ min: 1, max: maxSide });
  return fc
    .tuple(side, side)
    .chain(([width, height]) =>
      fc
        .uint8Array({ min: 0, max, minLength: width * height, maxLength: width * height })
        .map((data) => ({ width, height, data })),
    );
}
