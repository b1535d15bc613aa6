import type { MicrLine } from '../../../lib/document/result.ts';

const PITCH = 25;

/** A line read as `text`, 25 pixels a character; spaces are left out of it but leave room. */
export function micrLine(text: string, options: Partial<Omit<MicrLine, 'text' | 'glyphs'>> = {}): MicrLine {
  const glyphs = [...text].flatMap((sign, k) =>
    sign === ' '
      ? []
      : [
          {
            text: sign,
            box: { x: 100 + k * PITCH, y: 400, width: 16, height: 24 },
            probability: 0.999,
            alternatives: [],
          },
        ],
  );
  const box = { x: 100, y: 400, width: text.length * PITCH, height: 24 };
  return { script: 'e13b', text: text.replaceAll(' ', ''), box, confidence: 0.98, glyphs, ...options };
}
