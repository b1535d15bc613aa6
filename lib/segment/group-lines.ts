import { type Box, gapX, gapY, overlapX, overlapY, unionBoxes } from '../document/geometry.ts';
import type { Component } from '../preprocess/cv/connected-components.ts';

/** Components that stand side by side, as found, from left to right. */
export interface ComponentLine {
  readonly components: readonly Component[];
  readonly box: Box;
  /** The height of its full-size glyphs, in pixels. */
  readonly height: number;
}

export interface GroupLinesOptions {
  readonly dpi: number;
}

/** Full-size glyphs are between these heights and at most this wide, in inches: print of 4 pt to hasty handwriting. */
const MIN_GLYPH_INCH = 0.04;
const MAX_GLYPH_INCH = 1;
const MAX_GLYPH_WIDTH_INCH = 3;
const MIN_GLYPH_PIXELS = 5;
/**
 * Neighbours in a line: how much of the lower one's height they share and of the higher one's, as a comma hangs below, how far
 * apart and how unlike they may be.
 */
const MIN_SHARED_HEIGHT = 0.45;
const MIN_SHARED_OF_HIGHER = 0.4;
const MAX_GAP = 2.2;
const MAX_HEIGHT_RATIO = 2.4;
/** A comma is at most this high, of the glyph before it, and what goes on behind it is no further from it than this. */
const COMMA_HEIGHT = 0.65;
const COMMA_GAP = 0.75;
/** Dots, dashes, flags and broken bits join the line that they are this near to, in line heights. */
const SATELLITE_REACH = 0.5;
/** Wider than so many line heights is what is left of a rule: it would lie amid the glyphs and keep them apart. */
const MAX_DASH_WIDTH = 2.5;

/**
 * Groups components into lines of text: two full-size glyphs are neighbours when each is the other's nearest to that
 * side at about the same height; what is too small to be a glyph then joins the line that it lies in.
 */
export function groupLines(components: readonly Component[], options: GroupLinesOptions): ComponentLine[] {
  const { dpi } = options;
  const minHeight = Math.max(MIN_GLYPH_PIXELS, MIN_GLYPH_INCH * dpi);
  const fits = ({ box }: Component) =>
    box.height <= MAX_GLYPH_INCH * dpi && box.width <= MAX_GLYPH_WIDTH_INCH * dpi;
  const glyphs = components.filter((part) => part.box.height >= minHeight && fits(part));
  const chains = joinOverCommas(joinNeighbours(glyphs));
  const lines = chains.map(lineOf);
  const small = components.filter((part) => part.box.height < minHeight && fits(part));
  return attachSmall(absorbSatelliteLines(lines), small).sort(
    (a, b) => a.box.y - b.box.y || a.box.x - b.box.x,
  );
}

function lineOf(components: readonly Component[]): ComponentLine {
  const sorted = [...components].sort((a, b) => a.box.x + a.box.width / 2 - b.box.x - b.box.width / 2);
  return { components: sorted, box: unionBoxes(sorted.map(({ box }) => box)), height: glyphHeight(sorted) };
}

/** Upper quartile of the heights: commas and x-heights do not lower it, one tall stroke does not raise it. */
function glyphHeight(components: readonly Component[]): number {
  const heights = components.map(({ box }) => box.height).sort((a, b) => a - b);
  return heights[Math.floor((heights.length - 1) * 0.75)]!;
}

function joinNeighbours(glyphs: readonly Component[]): Component[][] {
  const sorted = [...glyphs].sort((a, b) => a.box.x - b.box.x);
  const tallest = sorted.reduce((height, { box }) => Math.max(height, box.height), 0);
  const right = sorted.map((_, i) => nearestRight(sorted, i, tallest));
  const left = new Map<number, number>();
  right.forEach((j, i) => {
    if (j === undefined) return;
    const rival = left.get(j);
    if (
      rival === undefined ||
      gapX(sorted[i]!.box, sorted[j]!.box) < gapX(sorted[rival]!.box, sorted[j]!.box)
    ) {
      left.set(j, i);
    }
  });
  const chains: Component[][] = [];
  sorted.forEach((_, start) => {
    if (left.has(start)) return;
    const chain: Component[] = [];
    for (let at: number | undefined = start; at !== undefined; ) {
      chain.push(sorted[at]!);
      const next: number | undefined = right[at];
      at = next !== undefined && left.get(next) === at ? next : undefined;
    }
    chains.push(chain);
  });
  return chains;
}

function nearestRight(sorted: readonly Component[], i: number, tallest: number): number | undefined {
  const { box } = sorted[i]!;
  let nearest: number | undefined;
  let nearestGap = Infinity;
  const middle = box.x + box.width / 2;
  for (let j = i + 1; j < sorted.length; j++) {
    const other = sorted[j]!.box;
    if (other.x - box.x - box.width > MAX_GAP * Math.max(tallest, box.height)) break;
    const gap = gapX(box, other);
    if (other.x + other.width / 2 <= middle || gap >= nearestGap || !areAbreast(box, other)) continue;
    nearest = j;
    nearestGap = gap;
  }
  return nearest;
}

/** Whether two glyphs may stand in one line, side by side. */
function areAbreast(one: Box, other: Box): boolean {
  const low = Math.min(one.height, other.height);
  const high = Math.max(one.height, other.height);
  if (gapX(one, other) > MAX_GAP * high || high > MAX_HEIGHT_RATIO * low) return false;
  return overlapY(one, other) >= Math.max(MIN_SHARED_HEIGHT * low, MIN_SHARED_OF_HIGHER * high);
}

/** A comma that hangs low is abreast of the glyph before it and of none behind: there the line goes on all the same. */
function joinOverCommas(chains: readonly Component[][]): Component[][] {
  let joined = [...chains];
  for (const chain of chains) {
    const [before, comma] = chain.slice(-2);
    const next = before && comma && isLow(comma.box, before.box) && behind(comma.box, before.box, joined);
    if (!next) continue;
    joined = joined.flatMap((other) => {
      if (other === next) return [];
      return other.at(-1) === comma ? [[...other, ...next]] : [other];
    });
  }
  return joined;
}

/** The chain that goes on right behind a comma, abreast of the glyph before it. */
function behind(comma: Box, before: Box, chains: readonly Component[][]): Component[] | undefined {
  return chains.find(([first]) => {
    const gap = first!.box.x - comma.x - comma.width;
    return gap >= 0 && gap <= COMMA_GAP * before.height && areAbreast(before, first!.box);
  });
}

function isLow(comma: Box, before: Box): boolean {
  return comma.height <= COMMA_HEIGHT * before.height && comma.y >= before.y + before.height / 2;
}

/** A chain that lies within a taller line (the flag of a 5, a comma of full size) is part of it. */
function absorbSatelliteLines(lines: readonly ComponentLine[]): ComponentLine[] {
  const byHeight = [...lines].sort((a, b) => b.box.height * b.box.width - a.box.height * a.box.width);
  const kept: ComponentLine[] = [];
  for (const line of byHeight) {
    const host = kept.findIndex((other) => line.components.length <= 2 && belongsTo(line.box, other));
    if (host < 0) kept.push(line);
    else kept[host] = extend(kept[host]!, line.components);
  }
  return kept;
}

function belongsTo(box: Box, line: ComponentLine): boolean {
  const inside = overlapY(box, line.box) >= 0.5 * box.height;
  return inside && box.height < line.height * 0.75 && nearMember(box, line);
}

function nearMember(box: Box, line: ComponentLine): boolean {
  const reach = SATELLITE_REACH * line.height;
  return line.components.some((member) => gapX(member.box, box) <= reach && gapY(member.box, box) <= reach);
}

function attachSmall(lines: readonly ComponentLine[], small: readonly Component[]): ComponentLine[] {
  const grown = lines.map((line) => ({ line, parts: [] as Component[] }));
  for (const part of small) {
    let best: (typeof grown)[number] | undefined;
    let bestOverlap = -Infinity;
    for (const candidate of grown) {
      const { line } = candidate;
      if (part.box.width > MAX_DASH_WIDTH * line.height) continue;
      if (gapY(line.box, part.box) > 0.3 * line.height || gapX(line.box, part.box) > line.height) continue;
      if (!nearMember(part.box, line)) continue;
      const overlap =
        overlapY(line.box, part.box) / part.box.height + overlapX(line.box, part.box) / part.box.width;
      if (overlap > bestOverlap) {
        best = candidate;
        bestOverlap = overlap;
      }
    }
    best?.parts.push(part);
  }
  return grown.map(({ line, parts }) => (parts.length === 0 ? line : extend(line, parts)));
}

/** The line with parts added; its glyph height stays that of its full-size glyphs. */
function extend(line: ComponentLine, parts: readonly Component[]): ComponentLine {
  return { ...lineOf([...line.components, ...parts]), height: line.height };
}
