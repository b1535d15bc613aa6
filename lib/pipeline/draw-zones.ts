import sharp from 'sharp';
import type { Box } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';
import { cellBoxes } from '../segment/fit-comb.ts';
import { filled, framePath, lettered, pixelBox } from './overlay-svg.ts';

/** A zone to draw, in pixels of the picture. */
export interface DrawnZone {
  readonly box: Box;
  /** Written over it; none for a mere anchor. */
  readonly label: string;
  readonly cells?: number | undefined;
  readonly gap?: number | undefined;
}

const FIELD = '#c2185b';
const ANCHOR = '#1565c0';
/** Letters are at most so high, as a share of their zone and of the page. */
const LABEL_SHARE = 0.4;
const LABEL_PAGE = 0.016;
const LEAST_LABEL = 6;

/** The zones of a template over the page they lie on, as PNG. `soft` is bright on black, as in a prepared page. */
export async function drawZones(
  soft: GreyImage,
  fields: readonly DrawnZone[],
  anchors: readonly DrawnZone[],
): Promise<Uint8Array> {
  const { width, height } = soft;
  const line = Math.max(1, Math.round(Math.min(width, height) / 700));
  const frames = (zones: readonly DrawnZone[]) =>
    zones.flatMap(({ box, cells = 1, gap = 0 }) =>
      cellBoxes({ box, cells, gap }).map((cell) => framePath(pixelBox(cell, soft), line)),
    );
  const labels = fields.flatMap(({ box, label }) => {
    if (label === '') return [];
    const size = Math.max(LEAST_LABEL, Math.min(LABEL_SHARE * box.height, LABEL_PAGE * height));
    return lettered(label, { x: box.x, y: Math.max(size, box.y - line), height: size }, FIELD);
  });
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    filled(frames(anchors), ANCHOR),
    filled(frames(fields), FIELD),
    ...labels,
    '</svg>',
  ].join('');
  const paper = Buffer.from(soft.data.map((ink) => 255 - ink));
  const page = await sharp(paper, { raw: { width, height, channels: 1 } })
    .toColourspace('srgb')
    .png()
    .toBuffer();
  return sharp(page)
    .composite([{ input: Buffer.from(svg) }])
    .png()
    .toBuffer();
}
