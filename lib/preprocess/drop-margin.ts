import type { GreyImage } from '../document/image.ts';
import type { Component } from './cv/connected-components.ts';

/** Ink as high as this share of a picture, at its side or thin as a rule, is no glyph. */
const MARGIN_SHARE = 0.9;
const RULE_SLENDERNESS = 12;
/** Broken bits of a standing rule: each so slender, all within so many pixels across ... */
const BIT_SLENDERNESS = 2.5;
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
    .filter(({ box }) => box.height > BIT_SLENDERNESS * box.width)
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
  return box.height >= MARGIN_SHARE * height && (atSide || box.width < box.height / RULE_SLENDERNESS);
}

function isBrokenRule(column: readonly Component[], { height }: GreyImage): boolean {
  if (column.length < LEAST_BITS) return false;
  const top = Math.min(...column.map(({ box }) => box.y));
  const foot = Math.max(...column.map(({ box }) => box.y + box.height));
  const covered = column.reduce((sum, { box }) => sum + box.height, 0);
  return foot - top >= RULE_SPAN * height && covered >= RULE_COVER * (foot - top);
}
