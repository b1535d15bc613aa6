import type { Box } from '../document/geometry.ts';
import type { GreyImage } from '../document/image.ts';
import { changeByVips } from './grey-vips.ts';

/**
 * Rotates a page clockwise by `degrees` about its middle; the canvas grows to hold its corners, white where nothing was.
 * Done by libvips: OpenCV's WebAssembly build has no SIMD and takes several times as long.
 */
export async function rotateImage(image: GreyImage, degrees: number): Promise<GreyImage> {
  return changeByVips(image, (picture) =>
    picture.rotate(degrees, { background: { r: 255, g: 255, b: 255 } }),
  );
}

function direction(degrees: number): { cos: number; sin: number } {
  const radians = (degrees * Math.PI) / 180;
  return { cos: Math.cos(radians), sin: Math.sin(radians) };
}

/** The upright box round what a box of the rotated page covered before `rotateImage(image, degrees)`. */
export function unrotateBox(box: Box, degrees: number, size: { rotated: Size; source: Size }): Box {
  const { cos, sin } = direction(degrees);
  const xs: number[] = [];
  const ys: number[] = [];
  for (const x of [box.x, box.x + box.width]) {
    for (const y of [box.y, box.y + box.height]) {
      const dx = x - size.rotated.width / 2;
      const dy = y - size.rotated.height / 2;
      xs.push(cos * dx + sin * dy + size.source.width / 2);
      ys.push(-sin * dx + cos * dy + size.source.height / 2);
    }
  }
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

export interface Size {
  readonly width: number;
  readonly height: number;
}
