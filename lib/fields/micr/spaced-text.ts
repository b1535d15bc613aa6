import { median } from '../../document/averages.ts';
import type { MicrLine } from '../../document/result.ts';

/** Characters whose centres are so many pitches apart leave room for another one between them. */
const SPACE = 1.6;
/** Fewer distances say nothing of the pitch. */
const LEAST_DISTANCES = 4;

/**
 * The line's text with a space where the characters leave room for one or more, by the places of its glyphs (the pitch of
 * magnetic ink characters is fixed: eight an inch). The text as it is where the glyphs are not one for each character.
 */
export function spacedText({ text, glyphs }: Pick<MicrLine, 'text' | 'glyphs'>): string {
  if (glyphs.length !== text.length || glyphs.length <= LEAST_DISTANCES) return text;
  const centres = glyphs.map(({ box }) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 }));
  const distances = centres.slice(1).map(({ x, y }, k) => Math.hypot(x - centres[k]!.x, y - centres[k]!.y));
  const pitch = median(distances);
  return [...text]
    .map((sign, k) => (k > 0 && distances[k - 1]! > SPACE * pitch ? ` ${sign}` : sign))
    .join('');
}
