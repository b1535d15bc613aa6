import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import { readMicrRows } from '../../lib/pipeline/read-micr-rows.ts';
import { findMicrRows } from '../../lib/segment/find-micr-line.ts';
import { markReader, marksOf, pageOf } from './fake-micr.ts';

const SIZE = { width: 900, height: 120 };
const HEIGHT = 23;

/** Marks with their right edges at places that `at` tells. */
function marksAt(count: number, at: (place: number) => number): Box[] {
  return Array.from({ length: count }, (_, i) => {
    const left = Math.round(at(i) + 0.4 * (at(i + 1) - at(i)));
    return { x: left, y: 50, width: Math.round(at(i + 1)) - left, height: HEIGHT };
  });
}

const page = (marks: readonly Box[]) => pageOf(marks, SIZE);
const digits = (_: unknown, i: number) => String(i % 10);

async function read(marks: readonly Box[], reader = markReader(digits), upsideDown = false) {
  const own = page(marks);
  const { rows } = await readMicrRows(findMicrRows(own.components, own), own, {
    classifier: reader,
    upsideDown,
  });
  return { row: rows[0]!, strips: reader.strips };
}

const textOf = ({ row }: Awaited<ReturnType<typeof read>>) =>
  row.reading.glyphs.map(({ text }) => text).join('');

describe('readMicrRows', () => {
  it('asks once for a line that is printed by the standard', async () => {
    const found = await read(marksAt(20, (place) => 50 + 24.6 * place));
    expect(textOf(found)).toBe('01234567890123456789');
    expect(found.strips).toHaveLength(1);
  });

  it('looks no more at rows that are not worth it', async () => {
    const own = page(marksAt(20, (place) => 40 + 38 * place));
    const reader = markReader(digits);
    const seen: number[] = [];
    await readMicrRows(findMicrRows(own.components, own), own, {
      classifier: reader,
      isWorthMore: ({ reading }) => seen.push(reading.glyphs.length) < 0,
    });
    expect(seen.length).toBeGreaterThan(0);
    expect(reader.strips).toHaveLength(1);
  });

  it.each([false, true])(
    'levels the pitch of a line that is stretched at one end, upside down: %s',
    async (turned) => {
      const at = (place: number) => 50 + 24.6 * place + (place < 8 ? 9 * place : 72);
      const found = await read(marksAt(20, at), undefined, turned);
      expect(textOf(found)).toBe('01234567890123456789');
      expect(found.strips).toHaveLength(2);
      const [first, second] = found.strips.map((strip) => {
        const ends = marksOf(strip).map(([, end]) => end);
        const steps = ends.slice(1).map((end, i) => end - ends[i]!);
        return Math.max(...steps) / Math.min(...steps);
      });
      expect(first).toBeGreaterThan(1.35);
      expect(second).toBeLessThan(1.3);
      expect(found.row.spacing.even).toBe(1);
    },
  );

  it('says where the characters of a levelled line stand on the page', async () => {
    const marks = marksAt(20, (place) => 40 + 38 * place);
    const { row, strips } = await read(marks);
    expect(strips).toHaveLength(2);
    row.reading.glyphs.forEach(({ from, to }, i) => {
      const { x, y } = row.strip.toPage(from + to + 1, 16);
      expect(Math.abs(x - marks[i]!.x - marks[i]!.width / 2)).toBeLessThan(4);
      expect(Math.abs(y - 50 - HEIGHT / 2)).toBeLessThan(2);
    });
  });

  it('takes the reading that leaves less ink unread', async () => {
    const marks = marksAt(20, (place) => 40 + 38 * place);
    // The first strip, with its characters far apart, has marks as wide as this.
    const wide = ({ width }: { readonly width: number }) => width > 16;
    const reader = markReader((mark, i) => (i === 7 && wide(mark) ? undefined : String(i % 10)));
    expect(textOf(await read(marks, reader))).toBe('01234567890123456789');
  });

  it('looks again where it is not sure, and takes what most looks agree on', async () => {
    const marks = marksAt(20, (place) => 50 + 24.6 * place);
    // Whatever it is that looks like an 8 does so in one look only.
    let look = 0;
    const reader = markReader((_, i) => {
      if (i === 0) look++;
      return i === 7 ? (look === 1 ? undefined : look === 3 ? '8' : '7') : String(i % 10);
    });
    const found = await read(marks, reader);
    expect(found.strips).toHaveLength(5);
    expect(textOf(found)).toBe('01234567890123456789');
    const sure = (await read(marks)).row.reading.probability;
    // Three of five looks.
    expect(found.row.reading.probability).toBeCloseTo(0.6 * sure, 2);
  });

  it('looks once at what is sure', async () => {
    const found = await read(marksAt(20, (place) => 50 + 24.6 * place));
    expect(found.row.reading.probability).toBeGreaterThan(0.9);
    expect(found.strips).toHaveLength(1);
  });
});
