import type { Box } from '../document/geometry.ts';
import { BAND_COLOURS, CANDIDATE_STYLES, MIDDLE_CONFIDENCE } from './overlay-colours.ts';
import type { Occupied } from './overlay-occupied.ts';
import { filled, framePath, lettered, outlined, type PageSize, rectPath } from './overlay-svg.ts';
import { textWidth } from './overlay-text.ts';

/** A legend that hides more of the page than this is left out. */
const LARGEST_PART = 0.25;
const LEAST_TEXT_HEIGHT = 5;

export interface LegendLook {
  readonly page: PageSize;
  /** Lowest confidence that is accepted. */
  readonly threshold: number;
  /** Width of a number's frame, and wanted height of the text, in pixels. */
  readonly line: number;
  readonly height: number;
}

/**
 * Explains colours and dashes, in the corner where the legend hides least of `taken`.
 * Returns an empty string when the page is too small for it.
 */
export function legendSvg({ page, threshold, line, height: wanted }: LegendLook, taken: Occupied): string {
  const rows = rowsFor(threshold);
  const height = Math.floor(Math.min(wanted, page.height / (rows.length * 4)));
  if (height < LEAST_TEXT_HEIGHT) return '';
  const rowHeight = 2 * height;
  const swatch = 3 * height;
  const width = Math.ceil(Math.max(...rows.map((row) => textWidth(row.text, height))) + swatch + 3 * height);
  const size = { width, height: (rows.length + 1) * rowHeight };
  if (size.width * size.height > LARGEST_PART * page.width * page.height || width > page.width) return '';

  const box = freestCorner(size, page, taken);
  let svg = filled([rectPath(box)], '#ffffff', 0.9) + filled([framePath(box, 1)], '#666666');
  for (const [index, row] of rows.entries()) {
    const top = box.y + rowHeight * (index + 0.75);
    const sample = { x: box.x + height, y: Math.round(top), width: swatch - height, height };
    svg += row.wide
      ? filled([framePath(sample, line)], row.colour)
      : outlined([rectPath(sample)], row.colour, Math.max(1, line / 2), row.dash);
    svg += lettered(row.text, { x: box.x + swatch + height, y: top + height, height }, '#000000');
  }
  return svg;
}

function rowsFor(threshold: number) {
  return [
    { text: `sure, ${percent(threshold)} or more`, ...frame(BAND_COLOURS.high.box) },
    { text: `fair, ${percent(MIDDLE_CONFIDENCE)} or more`, ...frame(BAND_COLOURS.middle.box) },
    { text: 'doubtful', ...frame(BAND_COLOURS.low.box) },
    ...Object.values(CANDIDATE_STYLES).map(({ label, colour, dash }) => ({
      text: label,
      colour,
      dash,
      wide: false,
    })),
  ];
}

function freestCorner(size: PageSize, page: PageSize, taken: Occupied): Box {
  const right = page.width - size.width;
  const bottom = page.height - size.height;
  const corners = [
    { x: right, y: bottom },
    { x: 0, y: bottom },
    { x: right, y: 0 },
    { x: 0, y: 0 },
  ].map((corner) => ({ ...corner, ...size }));
  const hidden = corners.map(taken.hidden);
  return corners[hidden.indexOf(Math.min(...hidden))]!;
}

function frame(colour: string) {
  return { colour, dash: undefined, wide: true };
}

function percent(fraction: number): string {
  return `${Math.round(fraction * 10_000) / 100}%`;
}
