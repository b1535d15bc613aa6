import type { BinaryImage, GreyImage } from '../../lib/document/image.ts';
import { greyWhere } from './pictures.ts';

/** Glyphs as blocks of 8 x 14 in rows 30 apart, words of uneven length between them, as on a page of print at 100 dpi. */
const PITCH = 14;
const GLYPH_WIDTH = 8;
const LEADING = 30;
const GLYPH_HEIGHT = 14;
const MARGIN = 60;

/** Whether a place on an upright page of text is inked; `scale` times as large as at 100 dpi. */
export function isText(x: number, y: number, width: number, height: number, scale = 1): boolean {
  const margin = MARGIN * scale;
  if (x < margin || y < margin || x > width - margin || y > height - margin) return false;
  const row = Math.floor(y / (LEADING * scale));
  const column = Math.floor(x / (PITCH * scale));
  if ((column * 7 + row * 5) % 11 < 2) return false;
  return x - column * PITCH * scale < GLYPH_WIDTH * scale && y - row * LEADING * scale < GLYPH_HEIGHT * scale;
}

/** A place on a page that leans clockwise by `degrees` about its middle, as a place on the upright page. */
export function straighten(
  x: number,
  y: number,
  width: number,
  height: number,
  degrees: number,
): [number, number] {
  const radians = (degrees * Math.PI) / 180;
  const dx = x - width / 2;
  const dy = y - height / 2;
  return [
    Math.cos(radians) * dx + Math.sin(radians) * dy + width / 2,
    -Math.sin(radians) * dx + Math.cos(radians) * dy + height / 2,
  ];
}

/** A page of text that leans clockwise by `degrees`. */
export function textPage(width: number, height: number, degrees = 0): BinaryImage {
  const page: GreyImage = greyWhere(width, height, (x, y) =>
    isText(...straighten(x, y, width, height, degrees), width, height) ? 1 : 0,
  );
  return page;
}
