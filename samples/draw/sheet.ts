import type { Ink, Mark } from './mark.ts';
import { mapPath, type Path, type Point, pathBounds, svgPath } from './path.ts';
import type { TruthBox, TruthNumber } from './truth.ts';

/** The paper that marks are drawn on. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly dpi: number;
  /** Colour of the bare paper. */
  readonly paper: string;
  /** Degrees clockwise by which everything drawn leans, about the middle of the sheet. */
  readonly skew: number;
}

/** The sheet with its marks, in their order, as an SVG picture of one user unit a pixel. */
export function sheetSvg(sheet: Sheet, marks: readonly Mark[]): string {
  const { width, height } = sheet;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${sheet.paper}"/>`,
    ...marks.map(({ path, ink }) => `<path d="${svgPath(lean(sheet, path))}" ${inkAttributes(ink)}/>`),
    '</svg>',
  ].join('\n');
}

function inkAttributes(ink: Ink): string {
  const { fill = 'none', stroke = 'none', width = 0, opacity = 1 } = ink;
  return `fill="${fill}" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" opacity="${opacity}"`;
}

/** `path` where it comes to lie on the skewed sheet. */
export function lean(sheet: Sheet, path: Path): Path {
  if (sheet.skew === 0) return path;
  const angle = (sheet.skew * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const middle = { x: sheet.width / 2, y: sheet.height / 2 };
  return mapPath(path, ({ x, y }: Point) => ({
    x: middle.x + (x - middle.x) * cosine - (y - middle.y) * sine,
    y: middle.y + (x - middle.x) * sine + (y - middle.y) * cosine,
  }));
}

/** The numbers among `marks` with their boxes in whole pixels of the skewed sheet, rendered at `dpi`. */
export function sheetNumbers(
  sheet: Sheet,
  marks: readonly Mark[],
  dpi: number = sheet.dpi,
): readonly TruthNumber[] {
  const scale = dpi / sheet.dpi;
  const rendered = (path: Path): Path =>
    mapPath(lean(sheet, path), ({ x, y }) => ({ x: x * scale, y: y * scale }));
  return marks.flatMap(({ numbers, ink }) => {
    const margin = ink.stroke ? ((ink.width ?? 0) / 2) * scale : 0;
    return numbers.map(({ drawn, kind, field }) => ({
      text: drawn.text,
      box: pixelBox(rendered(drawn.path), margin),
      kind,
      ...(field === undefined ? {} : { field }),
      glyphs: drawn.glyphs.map((glyph) => [glyph.text, ...pixelBox(rendered(glyph.path), margin)] as const),
    }));
  });
}

/** Boundaries within this of a whole pixel are taken for it: turning leaves such crumbs. */
const CRUMB = 1e-6;

function pixelBox(path: Path, margin: number): TruthBox {
  const bounds = pathBounds(path);
  const left = Math.floor(bounds.x - margin + CRUMB);
  const top = Math.floor(bounds.y - margin + CRUMB);
  return [
    left,
    top,
    Math.ceil(bounds.x + bounds.width + margin - CRUMB) - left,
    Math.ceil(bounds.y + bounds.height + margin - CRUMB) - top,
  ];
}
