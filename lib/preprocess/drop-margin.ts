import type { GreyImage } from '../document/image.ts';
import type { Component } from './cv/connected-components.ts';

/** Ink as high as this share of a picture is no glyph if it is thin as a rule, or less thin but at the side. */
const MARGIN_SHARE = 0.9;
const RULE_SLENDERNESS = 12;
const EDGE_SLENDERNESS = 4;
/** Broken bits of a standing rule: each so slender and, as a share of the picture's height, so thin, in one column ... */
const BIT_SLENDERNESS = 2.5;
const BIT_WIDTH = 0.05;
const MAX_STRAY = 3;
/** ... at least so many, over this share of the picture's height, with ink on this share of that. */
const LEAST_BITS = 2;
const RULE_SPAN = 0.6;
const RULE_COVER = 0.45;

/**
 * Leaves out what stands at the sides of a line's picture and is no part of the line: the edge of the page, and a column's
 * rule beside it, whole or broken.
 */
export function dropMargin(components: readonly Component[], picture: GreyImage): Component[] {
  const inside = components.filter((component) => !isMargin(component, picture));
  const bits = inside
    .filter(({ box }) => box.height > BIT_SLENDERNESS * box.width && box.width <= BIT_WIDTH * picture.height)
    .sort((a, b) => a.box.x - b.box.x);
  const dropped = new Set<Component>();
  for (const first of bits) {
    const column = bits.filter(({ box }) => box.x >= first.box.x && box.x - first.box.x <= MAX_STRAY);
    if (isBrokenRule(column, picture)) for (const bit of column) dropped.add(bit);
  }
  return inside.filter((component) => !dropped.has(component));
}

function isMargin({ box }: Component, { width, height }: GreyImage): boolean {
  const atSide = box.x <= 1 || box.x + box.width >= width - 1;
  const slenderness = atSide ? EDGE_SLENDERNESS : RULE_SLENDERNESS;
  return box.height >= MARGIN_SHARE * height && box.height > slenderness * box.width;
}

function isBrokenRule(column: readonly Component[], { height }: GreyImage): boolean {
  if (column.length < LEAST_BITS) return false;
  const top = Math.min(...column.map(({ box }) => box.y));
  const foot = Math.max(...column.map(({ box }) => box.y + box.height));
  const covered = column.reduce((sum, { box }) => sum + box.height, 0);
  return foot - top >= RULE_SPAN * height && covered >= RULE_COVER * (foot - top);
}
