import { textWidth } from '../../lib/pipeline/overlay-text.ts';
import { svgPicture, svgText, TEXT, TITLE } from './svg.ts';

export interface BarChart {
  readonly title: string;
  readonly unit: string;
  readonly rows: readonly { readonly label: string; readonly value: number }[];
}

export interface GroupedBars {
  readonly title: string;
  /** The value that fills the width. */
  readonly largest: number;
  readonly groups: readonly {
    readonly title: string;
    readonly rows: readonly {
      readonly label: string;
      readonly value: number;
      /** What stands behind the bar. */
      readonly text: string;
      /** Drawn paler: what the others are compared with stands out. */
      readonly aside: boolean;
    }[];
  }[];
}

export interface LineChart {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

const WIDTH = 760;
const LABEL_WIDTH = 190;
const VALUE_WIDTH = 90;
/** Names of readers, and what stands behind their bars, are longer than those of stages. */
const NAME_WIDTH = 215;
const FIGURES_WIDTH = 140;
const ROW = 26;
const COLOUR = '#2f6f8f';
const PALE = '#a9c4d1';

/** Horizontal bars from zero, as SVG that needs no font. */
export function drawBarChart({ title, unit, rows }: BarChart): string {
  const top = 44;
  const height = top + rows.length * ROW + 12;
  const largest = Math.max(1e-9, ...rows.map(({ value }) => value));
  const bars = rows.map(({ label, value }, index) => {
    const y = top + index * ROW;
    const length = ((WIDTH - LABEL_WIDTH - VALUE_WIDTH) * value) / largest;
    return [
      svgText(label, LABEL_WIDTH - 10 - textWidth(label, TEXT), y + 15),
      `<rect x="${LABEL_WIDTH}" y="${y + 2}" width="${length.toFixed(1)}" height="${ROW - 8}" fill="${COLOUR}"/>`,
      svgText(
        `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`,
        LABEL_WIDTH + length + 8,
        y + 15,
      ),
    ].join('');
  });
  return svgPicture(WIDTH, height, [svgText(title, 14, 26, { height: TITLE }), ...bars]);
}

/** Groups of horizontal bars on one scale from zero. */
export function drawGroupedBars({ title, largest, groups }: GroupedBars): string {
  const parts = [svgText(title, 14, 26, { height: TITLE })];
  const space = WIDTH - NAME_WIDTH - FIGURES_WIDTH;
  let y = 44;
  for (const group of groups) {
    parts.push(svgText(group.title, 14, y + 15));
    y += ROW;
    for (const { label, value, text: behind, aside } of group.rows) {
      const length = (space * value) / largest;
      parts.push(
        svgText(label, NAME_WIDTH - 10 - textWidth(label, TEXT), y + 15),
        `<rect x="${NAME_WIDTH}" y="${y + 2}" width="${length.toFixed(1)}" height="${ROW - 8}" fill="${aside ? PALE : COLOUR}"/>`,
        svgText(behind, NAME_WIDTH + length + 8, y + 15),
      );
      y += ROW;
    }
    y += 8;
  }
  return svgPicture(WIDTH, y + 4, parts);
}

/** One line over a y axis that begins at zero, so that flat looks flat. */
export function drawLineChart({ title, xLabel, yLabel, points }: LineChart): string {
  const [left, top, width, height] = [70, 66, WIDTH - 100, 240];
  const maxX = Math.max(1e-9, ...points.map(({ x }) => x));
  const maxY = Math.max(1e-9, ...points.map(({ y }) => y)) * 1.1;
  const at = (x: number, y: number) =>
    `${(left + (width * x) / maxX).toFixed(1)} ${(top + height * (1 - y / maxY)).toFixed(1)}`;
  const grid = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const y = top + height * (1 - part);
    const label = String(Math.round(maxY * part));
    return `<path d="M${left} ${y}H${left + width}" stroke="#ccc"/>${svgText(label, left - 10 - textWidth(label, TEXT), y + 4)}`;
  });
  const path = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${at(x, y)}`).join('');
  const last = String(maxX);
  return svgPicture(WIDTH, top + height + 50, [
    svgText(title, 14, 26, { height: TITLE }),
    svgText(yLabel, left, top - 8),
    ...grid,
    `<path d="${path}" fill="none" stroke="${COLOUR}" stroke-width="2"/>`,
    svgText('0', left, top + height + 18),
    svgText(last, left + width - textWidth(last, TEXT), top + height + 18),
    svgText(xLabel, left + (width - textWidth(xLabel, TEXT)) / 2, top + height + 34),
  ]);
}
