import sharp from 'sharp';
import type { GreyImage } from '../../lib/document/image.ts';
import { textPath, textStrokeWidth, textWidth } from '../../lib/pipeline/overlay-text.ts';

/** One wrong picture and the lines of text under it. */
export interface SheetTile {
  readonly picture: GreyImage;
  readonly caption: readonly string[];
}

export interface SheetOptions {
  readonly title: string;
  /** Size in pixels of the space for each picture. */
  readonly tileWidth: number;
  readonly tileHeight: number;
}

const MARGIN = 12;
const TITLE_HEIGHT = 14;
const CAPTION_HEIGHT = 9;
const CAPTION_LINE = 16;
const SHEET_WIDTH = 1_800;

/** Draws wrong pictures in a grid, each enlarged or shrunk into its tile, as PNG bytes. */
export async function drawContactSheet(
  tiles: readonly SheetTile[],
  options: SheetOptions,
): Promise<Uint8Array> {
  const { title, tileWidth, tileHeight } = options;
  const captionLines = Math.max(1, ...tiles.map(({ caption }) => caption.length));
  const cellWidth = tileWidth + MARGIN;
  const cellHeight = tileHeight + captionLines * CAPTION_LINE + MARGIN;
  const columns = Math.max(1, Math.floor((SHEET_WIDTH - MARGIN) / cellWidth));
  const top = MARGIN * 2 + TITLE_HEIGHT;
  const width = MARGIN + columns * cellWidth;
  const height = top + Math.max(1, Math.ceil(tiles.length / columns)) * cellHeight;

  const texts = [textElement(title, MARGIN, MARGIN + TITLE_HEIGHT, TITLE_HEIGHT, width - 2 * MARGIN)];
  const pictures: {
    input: Buffer;
    raw: { width: number; height: number; channels: 1 };
    left: number;
    top: number;
  }[] = [];
  for (const [index, { picture, caption }] of tiles.entries()) {
    const left = MARGIN + (index % columns) * cellWidth;
    const y = top + Math.floor(index / columns) * cellHeight;
    const { data, info } = await fitInto(picture, tileWidth, tileHeight);
    pictures.push({
      input: data,
      raw: { width: info.width, height: info.height, channels: 1 },
      left,
      top: y,
    });
    for (const [line, text] of caption.entries()) {
      const baseline = y + tileHeight + (line + 1) * CAPTION_LINE - 3;
      texts.push(textElement(text, left, baseline, CAPTION_HEIGHT, tileWidth));
    }
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${texts.join('')}</svg>`;
  const background = { create: { width, height, channels: 3 as const, background: '#f2f2ee' } };
  return sharp(background)
    .composite([...pictures, { input: Buffer.from(svg), left: 0, top: 0 }])
    .png()
    .toBuffer();
}

/** The tile of `area` square pixels in the shape of the middle picture, not too thin for the text under it. */
export function tileSizeFor(
  tiles: readonly SheetTile[],
  area: number,
): Pick<SheetOptions, 'tileWidth' | 'tileHeight'> {
  const shapes = tiles.map(({ picture }) => picture.width / picture.height).sort((a, b) => a - b);
  const shape = Math.min(5, Math.max(0.6, shapes[Math.floor(shapes.length / 2)] ?? 1));
  return { tileWidth: Math.round(Math.sqrt(area * shape)), tileHeight: Math.round(Math.sqrt(area / shape)) };
}

/** Small pictures keep their pixels visible, large ones are averaged. */
function fitInto({ width, height, data }: GreyImage, tileWidth: number, tileHeight: number) {
  const grows = width < tileWidth / 2 && height < tileHeight / 2;
  return sharp(data, { raw: { width, height, channels: 1 } })
    .resize(tileWidth, tileHeight, { fit: 'inside', kernel: grows ? 'nearest' : 'lanczos3' })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/** One line of text; a line too long for its tile is set smaller, so that nothing is cut off. */
function textElement(text: string, x: number, y: number, height: number, maxWidth: number): string {
  const fitted = height * Math.min(1, maxWidth / Math.max(1, textWidth(text, height)));
  const path = textPath(text, { x, y, height: fitted });
  const stroke = textStrokeWidth(fitted);
  return `<path d="${path}" fill="none" stroke="#1a1a1a" stroke-width="${stroke}" stroke-linecap="round" stroke-linejoin="round"/>`;
}
