/** An axis-aligned rectangle in pixels; `x`, `y` is its top-left corner, the right and bottom edges are exclusive. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Smallest box that covers all of `boxes`. Throws RangeError for an empty list. */
export function unionBoxes(boxes: readonly Box[]): Box {
  if (boxes.length === 0) throw new RangeError('Expected at least one box to unite but received none');
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Area in square pixels. */
export function areaOf({ width, height }: Box): number {
  return width * height;
}

/** The x of its middle, in pixels. */
export function centreX({ x, width }: Box): number {
  return x + width / 2;
}

/** The y of its middle, in pixels. */
export function centreY({ y, height }: Box): number {
  return y + height / 2;
}

/** The box on a picture that is so many times smaller. */
export function shrinkBox({ x, y, width, height }: Box, factor: number): Box {
  return { x: x / factor, y: y / factor, width: width / factor, height: height / factor };
}

/** The box with so much more on every side. */
export function growBox({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** Whether the middle of `inner` lies in `outer`. */
export function holdsCentre(outer: Box, inner: Box): boolean {
  const [x, y] = [centreX(inner), centreY(inner)];
  return x >= outer.x && x < outer.x + outer.width && y >= outer.y && y < outer.y + outer.height;
}

/** Whether more than half of `inner` lies in `outer`. */
export function isMostlyIn(inner: Box, outer: Box): boolean {
  return overlapArea(inner, outer) > 0.5 * areaOf(inner);
}

/** Area in square pixels that `a` and `b` share; 0 when they are apart. */
export function overlapArea(a: Box, b: Box): number {
  return overlapX(a, b) * overlapY(a, b);
}

/** Length in pixels of the columns that `a` and `b` share. */
export function overlapX(a: Box, b: Box): number {
  return Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x));
}

/** Length in pixels of the rows that `a` and `b` share. */
export function overlapY(a: Box, b: Box): number {
  return Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));
}

/** Columns of pixels between `a` and `b`; 0 when they share some or touch. */
export function gapX(a: Box, b: Box): number {
  return Math.max(0, b.x - a.x - a.width, a.x - b.x - b.width);
}

/** Rows of pixels between `a` and `b`; 0 when they share some or touch. */
export function gapY(a: Box, b: Box): number {
  return Math.max(0, b.y - a.y - a.height, a.y - b.y - b.height);
}
