import { describe, expect, it } from 'vitest';
import { readMicr, turnedByQuarter } from '../../lib/pipeline/read-micr.ts';
import { markReader, pageOf, type ReadMark } from './fake-micr.ts';

const SIZE = { width: 700, height: 300 };
const PITCH = 25;

/** Marks on places, each as high as a digit. */
const line = (count: number, y = 250) =>
  Array.from({ length: count }, (_, i) => ({ x: 60 + PITCH * i, y, width: 15, height: 23 }));

/** Digits after a symbol. */
const withSymbol: ReadMark = (_, i) => (i === 0 ? 'C' : String(i % 10));
const look = (count: number, read: ReadMark) => readMicr(pageOf(line(count), SIZE), markReader(read));

describe('readMicr', () => {
  it('finds and reads the line of a page', async () => {
    const { lines, upsideDown } = await look(20, withSymbol);
    expect(lines.map((found) => found.line.text)).toEqual(['C1234567890123456789']);
    expect(upsideDown).toBe(false);
    const { box, glyphs } = lines[0]!.line;
    expect(glyphs).toHaveLength(20);
    expect(Math.abs(box.x - 60)).toBeLessThan(8);
    expect(Math.abs(box.y - 250)).toBeLessThan(4);
  });

  it('asks about rows above a line only where they may be of another cheque', async () => {
    const size = { width: 700, height: 900 };
    const marksAt = (y: number, high: number) => line(20, y).map((box) => ({ ...box, height: high }));
    const marks = [
      ...[850, 810, 770, 730, 690].flatMap((y) => marksAt(y, 23)),
      ...marksAt(200, 15),
      ...marksAt(120, 23),
    ];
    const reader = markReader(withSymbol);
    const { lines } = await readMicr(pageOf(marks, size), reader);
    expect(lines.map(({ line: { box } }) => Math.round(box.y / 10))).toEqual([85, 81, 12]);
    expect(reader.strips).toHaveLength(3);
  });

  it('asks about all rows where the lowest have no line', async () => {
    const reader = markReader((_, i) => String(i % 10));
    const marks = [250, 210, 170, 130, 90].flatMap((y) => line(20, y));
    expect((await readMicr(pageOf(marks, SIZE), reader)).lines).toEqual([]);
    // As they lie, and turned by half.
    expect(reader.strips).toHaveLength(10);
  });

  it('takes digits without a symbol but dashes for no MICR line, and a few characters neither', async () => {
    expect((await look(20, (_, i) => (i % 7 === 0 ? 'D' : String(i % 10)))).lines).toEqual([]);
    expect((await look(20, (_, i) => String(i % 10))).lines).toEqual([]);
    expect((await look(11, withSymbol)).lines).toEqual([]);
    expect((await look(12, withSymbol)).lines).toHaveLength(1);
  });

  it('takes a row of which much ink cannot be read for no MICR line', async () => {
    const read: ReadMark = (mark, i) => (i < 9 || i > 15 ? withSymbol(mark, i) : undefined);
    expect((await look(24, read)).lines).toEqual([]);
  });

  it('asks nobody where nothing is like a MICR line', async () => {
    const reader = markReader(withSymbol);
    expect(await readMicr(pageOf(line(4), SIZE), reader)).toEqual({ lines: [], upsideDown: false });
    expect(reader.strips).toEqual([]);
  });

  it('says that a page is upside down whose line is read turned by half', async () => {
    // One mark is wider: the last as the page lies, the first when it is turned.
    const marks = line(20).map((box, i) => (i === 19 ? { ...box, width: 21 } : box));
    let isTurned = false;
    const read: ReadMark = (mark, i) => {
      if (i === 0) isTurned = mark.width > 15;
      return isTurned ? withSymbol(mark, i) : undefined;
    };
    const found = await readMicr(pageOf(marks, SIZE), markReader(read));
    expect(found).toMatchObject({ lines: [], upsideDown: true });
  });

  it('finds a line that runs down the page when it is turned by a quarter', async () => {
    const standing = line(20).map(({ x, y, width, height }) => ({
      x: y,
      y: 640 - x,
      width: height,
      height: width,
    }));
    const page = turnedByQuarter(pageOf(standing, { width: 300, height: 700 }));
    const { lines } = await readMicr(page, markReader(withSymbol));
    expect(lines.map((found) => found.line.text)).toEqual(['C1234567890123456789']);
    // In the pixels of the page as it lies.
    expect(Math.abs(lines[0]!.line.box.x - 250)).toBeLessThan(6);
    expect(lines[0]!.line.box.height).toBeGreaterThan(400);
  });
});
