import { combWalls } from '../../document/comb-walls.ts';
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
  const boxes = anchors.filter(({ find }) => find === 'box' || find === 'comb' || find === 'rule');
  const combs = fields.flatMap(({ zones }) =>
    zones.filter(({ anchor, cells }) => anchor === undefined && cells !== undefined),
  );
  const edges: Edge[] = [];
  for (const { place, cells = 1, gap = 0, ...own } of [...boxes, ...combs]) {
    const box = {
      x: place.x * size.width,
      y: place.y * size.height,
      width: place.width * size.width,
      height: place.height * size.height,
    };
    const isRule = 'find' in own && own.find === 'rule';
    for (const edge of isRule ? [ruleAlong(box)] : edgesOf(box, cells, gap)) {
      if (!edges.some((other) => isSame(edge, other, SAME * size.width))) edges.push(edge);
    }
  }
  return edges;
}

function ruleAlong({ x, y, width, height }: Box): Edge {
  return width >= height
    ? { direction: 'lying', at: y + height / 2, from: x, to: x + width }
    : { direction: 'standing', at: x + width / 2, from: y, to: y + height };
}

/** The sides and walls of a comb; of a box, which is one cell, its sides. */
export function edgesOf({ x, y, width, height }: Box, cells: number, gap: number): Edge[] {
  const lying = [y, y + height].map((at): Edge => ({ direction: 'lying', at, from: x, to: x + width }));
  const standing = combWalls({ from: x, width, cells, gap }).map(
    (at): Edge => ({ direction: 'standing', at, from: y, to: y + height }),
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
