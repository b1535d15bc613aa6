import type { Box } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';
import type { QuarterTurn } from '../document/result.ts';

/** Turns a picture clockwise by a multiple of 90 degrees, losing nothing. */
export function turnImage(image: GreyImage, turn: QuarterTurn): GreyImage {
  const { width, height, data } = image;
  if (turn === 0) return image;
  const turned = new Uint8Array(data.length);
  if (turn === 180) {
    for (let i = 0; i < data.length; i++) turned[data.length - 1 - i] = data[i]!;
    return { width, height, data: turned };
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = turn === 90 ? x * height + (height - 1 - y) : (width - 1 - x) * height + y;
      turned[at] = data[y * width + x]!;
    }
  }
  return { width: height, height: width, data: turned };
}

/** Where a box of the turned picture lay in the picture of `width` x `height` before `turnImage`. */
export function unturnBox(box: Box, turn: QuarterTurn, width: number, height: number): Box {
  const { x, y } = box;
  switch (turn) {
    case 0:
      return box;
    case 90:
      return { x: y, y: height - x - box.width, width: box.height, height: box.width };
    case 180:
      return { x: width - x - box.width, y: height - y - box.height, width: box.width, height: box.height };
    case 270:
      return { x: width - y - box.height, y: x, width: box.height, height: box.width };
  }
}
