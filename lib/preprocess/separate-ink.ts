import type { BinaryImage, GreyImage } from '../document/image.ts';

/** What a page's pixels were split into. */
export interface InkLayers {
  /** 1 where there is ink. */
  readonly binary: BinaryImage;
  /** How much ink there is, bright on black: 0 paper, 255 the page's full ink; keeps the soft edges of strokes. */
  readonly soft: GreyImage;
}

/** Separates ink from paper on an uneven background. For a bitonal page `soft` is `binary` times 255. */
export function separateInk(
  image: GreyImage,
  options: { readonly dpi: number; readonly bitonal: boolean },
): InkLayers {
  throw new Error(`Not written yet: ${image.width} ${options.dpi}`);
}
