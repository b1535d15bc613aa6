import type { Box } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';

export interface UnevenRow {
  readonly box: Pick<Box, 'x' | 'width'>;
  /** Of the levelled row's glyphs, in pixels. */
  readonly height: number;
  middleAt(x: number): number;
  heightAt(x: number): number;
  /** How many times wider its glyphs are drawn there than they are high: evens out a picture's speed. */
  stretchAt(x: number): number;
}

interface RowPage {
  readonly width: number;
  readonly height: number;
  readonly soft: GreyImage;
}

export interface LevelledRow {
  readonly image: GreyImage;
  /** The x in the page of each column. */
  readonly pageX: Float64Array;
}

/** Beside its ends, a row has the height that it has there. */
const LEAST_HEIGHT = 0.4;

/**
 * The band of a row, `share` times as high as its glyphs and with `margin` heights of paper at both ends, drawn so that its
 * middle is level, its glyphs are of one height and stretched as they ask for; linear between pixels, paper outside of the page.
 */
export function levelRow(
  { box, height, middleAt, heightAt, stretchAt }: UnevenRow,
  page: RowPage,
  { share, margin }: { readonly share: number; readonly margin: number },
): LevelledRow {
  const tall = Math.round(share * height);
  const columns: number[] = [];
  const end = box.x + box.width;
  for (
    let x = box.x - margin * heightOf(box.x);
    x < end + margin * heightOf(end);
    x += heightOf(x) / height / stretchAt(x)
  ) {
    columns.push(x);
  }
  function heightOf(x: number): number {
    return Math.max(LEAST_HEIGHT * height, heightAt(x));
  }
  const data = new Uint8Array(columns.length * tall);
  columns.forEach((x, column) => {
    if (x < box.x - 1 || x > end + 1) return;
    const middle = middleAt(x);
    const step = heightOf(x) / height;
    const left = Math.floor(x);
    const right = x - left;
    for (let row = 0; row < tall; row++) {
      const y = middle + (row + 0.5 - tall / 2) * step - 0.5;
      const top = Math.floor(y);
      const low = y - top;
      const upper = levelAt(page, left, top) * (1 - right) + levelAt(page, left + 1, top) * right;
      const lower = levelAt(page, left, top + 1) * (1 - right) + levelAt(page, left + 1, top + 1) * right;
      data[row * columns.length + column] = Math.round(upper * (1 - low) + lower * low);
    }
  });
  return { image: { width: columns.length, height: tall, data }, pageX: Float64Array.from(columns) };
}

function levelAt({ width, height, soft }: RowPage, column: number, row: number): number {
  const isOutside = column < 0 || row < 0 || column >= width || row >= height;
  return isOutside ? 0 : soft.data[row * width + column]!;
}
