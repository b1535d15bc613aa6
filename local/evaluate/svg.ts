import { textPath, textStrokeWidth, textWidth } from '../../lib/pipeline/overlay-text.ts';

/** Height of the words of a chart in pixels. */
export const TEXT = 11;
export const TITLE = 13;

export interface TextStyle {
  /** @default TEXT */
  readonly height?: number;
  /** Where `x` lies in the text. @default 'start' */
  readonly anchor?: 'start' | 'middle' | 'end';
  /** @default '#222' */
  readonly colour?: string;
}

/** A whole picture on white. */
export function svgPicture(width: number, height: number, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="#fff"/>${parts.join('')}</svg>\n`;
}

/** Text drawn as strokes, so that it needs no font; `y` is its baseline. */
export function svgText(content: string, x: number, y: number, style: TextStyle = {}): string {
  const { height = TEXT, anchor = 'start', colour = '#222' } = style;
  const left = x - textWidth(content, height) * { start: 0, middle: 0.5, end: 1 }[anchor];
  const path = textPath(content, { x: left, y, height });
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${textStrokeWidth(height)}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** Text that reads upwards, its middle at `x`, `y`. */
export function svgTextUpwards(content: string, x: number, y: number): string {
  return `<g transform="rotate(-90 ${x} ${y})">${svgText(content, x, y, { anchor: 'middle' })}</g>`;
}

/** The part of a picture in which values are drawn: both axes run from 0, x to the right and y upwards. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The values at the right and upper ends. */
  readonly maxX: number;
  readonly maxY: number;
}

export interface Axes {
  readonly xLabel: string;
  readonly yLabel: string;
  /** Values that get a line and a number. */
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
}

/** Where a value lies in the picture. */
export function place({ left, top, width, height, maxX, maxY }: Plot, x: number, y: number) {
  return { x: tenth(left + (width * x) / maxX), y: tenth(top + height * (1 - y / maxY)) };
}

/** The `d` of a path through values. */
export function pathThrough(
  plot: Plot,
  points: readonly { readonly x: number; readonly y: number }[],
): string {
  return points
    .map(({ x, y }, i) => {
      const at = place(plot, x, y);
      return `${i === 0 ? 'M' : 'L'}${at.x} ${at.y}`;
    })
    .join('');
}

/** Grid, numbers in per cent and names of both axes. */
export function drawAxes(plot: Plot, { xLabel, yLabel, xTicks, yTicks }: Axes): string {
  const { left, top, width, height, maxX, maxY } = plot;
  const foot = top + height;
  const grid = [
    ...xTicks.map((x) => `M${place(plot, x, 0).x} ${top}V${foot}`),
    ...yTicks.map((y) => `M${left} ${place(plot, 0, y).y}H${left + width}`),
  ];
  return [
    `<path d="${grid.join('')}" fill="none" stroke="#ddd"/>`,
    `<path d="M${left} ${top}V${foot}H${left + width}" fill="none" stroke="#666"/>`,
    ...xTicks.map((x) => svgText(percentOf(x, maxX), place(plot, x, 0).x, foot + 18, { anchor: 'middle' })),
    ...yTicks.map((y) => svgText(percentOf(y, maxY), left - 8, place(plot, 0, y).y + 4, { anchor: 'end' })),
    svgText(xLabel, left + width / 2, foot + 40, { anchor: 'middle' }),
    svgTextUpwards(yLabel, left - 48, top + height / 2),
  ].join('');
}

/** With a decimal where the axis is short. */
function percentOf(value: number, max: number): string {
  return `${(value * 100).toFixed(max < 0.05 ? 1 : 0)}%`;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
