import { type Box, isMostlyIn, unionBoxes } from '../document/geometry.ts';

/** What is seen of the print on a page. */
export interface PrintedPage {
  readonly dpi: number;
  readonly components: readonly { readonly box: Box }[];
}

/** So much print, this high at most, is a label; what is lower than the third is a speck. */
const LABEL_GLYPHS = 3;
const LABEL_INCH = 0.14;
const SPECK_INCH = 0.02;

/** The print that stands in a box: small glyphs, several of them. */
export function labelIn(box: Box, { components, dpi }: PrintedPage): Box | undefined {
  const print = components
    .map((component) => component.box)
    .filter((own) => own.height >= SPECK_INCH * dpi && isMostlyIn(own, box));
  const small = print.filter(({ height }) => height <= LABEL_INCH * dpi);
  return small.length >= LABEL_GLYPHS && small.length > print.length / 2 ? unionBoxes(small) : undefined;
}
