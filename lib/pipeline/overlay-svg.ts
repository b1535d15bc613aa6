import type { Box } from '../document/geometry.ts';
import { textPath, textStrokeWidth } from './overlay-text.ts';

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** The smallest box of whole pixels around `box`, grown by `margin` pixels, cut at the page's edges and never empty. */
export function pixelBox(box: Box, page: PageSize, margin = 0): Box {
  const x = clamp(Math.floor(box.x) - margin, 0, page.width - 1);
  const y = clamp(Math.floor(box.y) - margin, 0, page.height - 1);
  return {
    x,
    y,
    width: clamp(Math.ceil(box.x + box.width) + margin, x + 1, page.width) - x,
    height: clamp(Math.ceil(box.y + box.height) + margin, y + 1, page.height) - y,
  };
}

/** `box` made smaller by `margin` pixels on each side, so that a line of twice that width around it stays inside. */
export function insetBox({ x, y, width, height }: Box, margin: number): Box {
  return {
    x: x + margin,
    y: y + margin,
    width: Math.max(0, width - 2 * margin),
    height: Math.max(0, height - 2 * margin),
  };
}

/**
 * The path of a frame `line` pixels wide, inside the edges of `box`, to be filled. Filled, not stroked: whole pixels
 * then have exactly the colour given. The hole runs the other way round, so that frames of one path may overlap.
 * A box too small for a hole is filled.
 */
export function framePath(box: Box, line: number): string {
  const width = box.width - 2 * line;
  const height = box.height - 2 * line;
  if (width <= 0 || height <= 0) return rectPath(box);
  return `${rectPath(box)}M${box.x + line} ${box.y + line}v${height}h${width}v${-height}z`;
}

/** The path of a rectangle. */
export function rectPath({ x, y, width, height }: Box): string {
  return `M${x} ${y}h${width}v${height}h${-width}z`;
}

/** Paths filled with one colour, as one element. */
export function filled(paths: readonly string[], colour: string, opacity = 1): string {
  if (paths.length === 0) return '';
  const see = opacity === 1 ? '' : ` fill-opacity="${opacity}"`;
  return `<path fill="${colour}"${see} d="${paths.join('')}"/>`;
}

/** Outlines of one colour and dash, centred on their paths, as one element. */
export function outlined(
  paths: readonly string[],
  colour: string,
  line: number,
  dash: readonly number[] = [],
): string {
  if (paths.length === 0) return '';
  const dashes = dash.length === 0 ? '' : ` stroke-dasharray="${dash.map((part) => part * line).join(' ')}"`;
  return `<path fill="none" stroke="${colour}" stroke-width="${line}"${dashes} d="${paths.join('')}"/>`;
}

/** Text whose baseline begins at `x`, `y`, as one element without any font. */
export function lettered(text: string, at: { x: number; y: number; height: number }, colour: string): string {
  const width = textStrokeWidth(at.height);
  return `<path fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" d="${textPath(text, at)}"/>`;
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
