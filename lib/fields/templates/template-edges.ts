import type { Box } from '../../document/geometry.ts';
import type { TemplatePage } from './template-schema.ts';

/** A rule that a template expects, in the units of its page's size. */
export interface Edge {
  readonly direction: 'lying' | 'standing';
  /** How far down it lies, or how far to the right it stands. */
  readonly at: number;
  /** From where to where it reaches along its direction. */
  readonly from: number;
  readonly to: number;
}

/** Edges nearer than this share of the page's width are one rule: combs and boxes share sides. */
const SAME = 0.004;

/**
 * The rules that a template's page is known by: the sides of its boxes and combs and the walls between their cells, those
 * of fields too where they are told in fractions of the page.
 */
export function templateEdges({ size, anchors, fields }: TemplatePage): Edge[] {
  const boxes = anchors.filter(({ find }) => find === 'box' || find === 'comb');
  const combs = fields.flatMap(({ zones }) =>
    zones.filter(({ anchor, cells }) => anchor === undefined && cells !== undefined),
  );
  const edges: Edge[] = [];
  for (const { place, cells = 1 } of [...boxes, ...combs]) {
    const box = {
      x: place.x * size.width,
      y: place.y * size.height,
      width: place.width * size.width,
      height: place.height * size.height,
    };
    for (const edge of edgesOf(box, cells)) {
      if (!edges.some((other) => isSame(edge, other, SAME * size.width))) edges.push(edge);
    }
  }
  return edges;
}

function edgesOf({ x, y, width, height }: Box, cells: number): Edge[] {
  const lying = [y, y + height].map((at): Edge => ({ direction: 'lying', at, from: x, to: x + width }));
  const standing = Array.from(
    { length: cells + 1 },
    (_, i): Edge => ({ direction: 'standing', at: x + (i * width) / cells, from: y, to: y + height }),
  );
  return [...lying, ...standing];
}

function isSame(a: Edge, b: Edge, within: number): boolean {
  return (
    a.direction === b.direction &&
    Math.abs(a.at - b.at) <= within &&
    Math.abs(a.from - b.from) <= within &&
    Math.abs(a.to - b.to) <= within
  );
}
