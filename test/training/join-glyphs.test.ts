import { expect, it } from 'vitest';
import { randomFor } from '../../local/seeded-random.ts';
import { blankInk, pasteInk } from '../../training/dump-crops/ink-picture.ts';
import { joinGlyphs } from '../../training/dump-strips/join-glyphs.ts';

const bar = { width: 3, height: 12, data: new Uint8Array(36).fill(255) };

it('draws one stroke from the ink of a glyph to that of the next', () => {
  const paper = blankInk(40, 20);
  const from = { ink: bar, x: 5, y: 4 };
  const to = { ink: bar, x: 25, y: 4 };
  pasteInk(paper, bar, from.x, from.y);
  pasteInk(paper, bar, to.x, to.y);
  joinGlyphs(paper, from, to, 2, randomFor(3, 1));
  for (let x = 8; x < 25; x++) {
    const column = Array.from({ length: 20 }, (_, y) => paper.data[y * 40 + x]!);
    expect(Math.max(...column)).toBeGreaterThan(128);
    expect(column.filter((level) => level > 128).length).toBeLessThan(6);
  }
  expect([...paper.data].filter((_, at) => at % 40 < 4 || at % 40 > 30).every((level) => level === 0)).toBe(
    true,
  );
});

it('leaves glyphs that overlap as they are', () => {
  const paper = blankInk(40, 20);
  joinGlyphs(paper, { ink: bar, x: 5, y: 4 }, { ink: bar, x: 4, y: 4 }, 2, randomFor(3, 1));
  expect(paper.data.every((level) => level === 0)).toBe(true);
});
