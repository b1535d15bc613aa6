import type { Box } from '../document/geometry.ts';
import type { Occupied } from './overlay-occupied.ts';
import { clamp, filled, lettered, type PageSize, rectPath } from './overlay-svg.ts';
import { textWidth } from './overlay-text.ts';

/** Under this height in pixels nobody can read a digit: such a label is left out. */
const LEAST_TEXT_HEIGHT = 5;
/** Space around the text on its plate, in parts of the text's height. */
const PADDING = 0.35;

export interface LabelColours {
  readonly plate: string;
  readonly text: string;
}

/** A plate with text, at a place on the page. */
export interface Label {
  readonly text: string;
  readonly textHeight: number;
  readonly box: Box;
}

/**
 * Finds the place for the label of `box`: above it, else below, right or left, inside the page, where it hides least
 * of `taken`. A text wider than the page is made smaller. Returns undefined where no legible text fits.
 */
export function placeLabel(
  text: string,
  box: Box,
  wantedHeight: number,
  page: PageSize,
  taken: Occupied,
): Label | undefined {
  const room = page.width / (textWidth(text, 1) + 2 * PADDING);
  const textHeight = Math.floor(Math.min(wantedHeight, room, page.height / (1 + 2 * PADDING)));
  if (textHeight < LEAST_TEXT_HEIGHT) return undefined;
  const width = Math.floor(textWidth(text, textHeight) + 2 * PADDING * textHeight);
  const height = Math.floor((1 + 2 * PADDING) * textHeight);

  const across = clamp(box.x, 0, page.width - width);
  const along = clamp(box.y, 0, page.height - height);
  const places = [
    { x: across, y: box.y - height },
    { x: across, y: box.y + box.height },
    { x: box.x + box.width, y: along },
    { x: box.x - width, y: along },
  ].filter((at) => at.x >= 0 && at.y >= 0 && at.x + width <= page.width && at.y + height <= page.height);
  // A box as large as the page leaves no room around it: its label goes inside, at the top.
  if (places.length === 0) places.push({ x: across, y: along });

  let best: Box | undefined;
  let leastHidden = Infinity;
  for (const at of places) {
    const place = { ...at, width, height };
    const hidden = taken.hidden(place);
    if (hidden >= leastHidden) continue;
    best = place;
    leastHidden = hidden;
    if (hidden === 0) break;
  }
  return best && { text, textHeight, box: best };
}

/** The label as SVG elements. */
export function labelSvg({ text, textHeight, box }: Label, colours: LabelColours): string {
  const at = {
    x: box.x + PADDING * textHeight,
    y: box.y + (box.height + textHeight) / 2,
    height: textHeight,
  };
  return filled([rectPath(box)], colours.plate) + lettered(text, at, colours.text);
}
