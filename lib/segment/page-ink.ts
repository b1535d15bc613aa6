import type { Box } from '../document/geometry.ts';
import type { BinaryImage } from '../document/image.ts';
import type { PreparedPage } from '../preprocess/prepare-page.ts';

/** Fainter ink inside of a rule that was taken out is no part of it. */
const RULE_INK = 96;
/** Ink this much fainter than the page's full ink may be a rule in a colour that scanners drop, 0 to 255. */
const FAINT = 40;

/** The ink of a part of the page, with the rules that were taken out. */
export function inkWithRules(page: PreparedPage, frame: Box): BinaryImage {
  const { width, height } = frame;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = (frame.y + y) * page.width + frame.x;
    for (let x = 0; x < width; x++) data[y * width + x] = page.labels[row + x]! > 0 ? 1 : 0;
  }
  for (const { box } of page.rules) {
    const bottom = Math.min(frame.y + height, box.y + box.height + 1);
    const right = Math.min(frame.x + width, box.x + box.width + 1);
    for (let y = Math.max(frame.y, box.y - 1); y < bottom; y++) {
      for (let x = Math.max(frame.x, box.x - 1); x < right; x++) {
        if (page.soft.data[y * page.width + x]! >= RULE_INK) data[(y - frame.y) * width + x - frame.x] = 1;
      }
    }
  }
  return { width, height, data };
}

/** What is darker than paper in a part of the page: its ink, its rules, and what is fainter than both. */
export function faintInk({ soft, labels }: Pick<PreparedPage, 'soft' | 'labels'>, frame: Box): BinaryImage {
  const { width, height } = frame;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = (frame.y + y) * soft.width + frame.x;
    for (let x = 0; x < width; x++) {
      if (soft.data[row + x]! >= FAINT || labels[row + x]! > 0) data[y * width + x] = 1;
    }
  }
  return { width, height, data };
}
