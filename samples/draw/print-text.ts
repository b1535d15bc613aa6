import { type DrawnText, drawnText } from './drawn-text.ts';
import { type FontName, fontGlyph } from './fonts.ts';
import { type Path, translatePath } from './path.ts';

export interface PrintOptions {
  readonly font: FontName;
  /** Pixels to the em. */
  readonly size: number;
  readonly x: number;
  readonly baseline: number;
  /**
   * Where `x` lies along the text.
   * @default 'left'
   */
  readonly align?: 'left' | 'middle' | 'right';
  /**
   * Additional pixels after each character.
   * @default 0
   */
  readonly spacing?: number;
}

/** Draws one line of print, unjittered. */
export function drawPrint(text: string, options: PrintOptions): DrawnText {
  const { spacing = 0, align = 'left' } = options;
  const placed: { text: string; path: Path }[] = [];
  let pen = 0;
  for (const character of text) {
    const glyph = fontGlyph(options.font, character, options.size);
    if (character !== ' ') placed.push({ text: character, path: translatePath(glyph.path, pen, 0) });
    pen += glyph.advance + spacing;
  }
  const width = pen - spacing;
  const start = options.x - (align === 'left' ? 0 : align === 'middle' ? width / 2 : width);
  return drawnText(
    text,
    placed.map((glyph) => ({ ...glyph, path: translatePath(glyph.path, start, options.baseline) })),
  );
}
