import { describe, expect, it } from 'vitest';
import type { Box } from '../../../lib/document/geometry.ts';
import { findWords } from '../../../lib/fields/layout/find-words.ts';
import { box, line, look, lying } from './cheques.ts';

const micr = box(400, 840, 1_000, 35);
const holds = (row: Box, written: Box) =>
  row.x <= written.x + 20 &&
  row.y <= written.y + written.height / 2 &&
  row.x + row.width >= written.x + written.width / 2 &&
  row.y + row.height >= written.y + written.height / 2;

describe('findWords', () => {
  const payee = line('Abhilash Reddy', 300, 200, 40);
  const edges = [line('Bank', 10, 30, 40), line('1', 1_950, 60, 40)];
  const words = line('Two lakh seventy', 200, 300, 40);

  it('takes the room above each long rule, from the top down', () => {
    const rules = [lying(100, 250, 1_300), lying(150, 350, 1_250), lying(150, 450, 1_000)];
    const rows = findWords(look({ rules, lines: [...edges, payee, words], micr }), 5);
    expect(rows).toHaveLength(3);
    expect(holds(rows[0]!, payee.box)).toBe(true);
    expect(holds(rows[1]!, words.box)).toBe(true);
    expect(rows[1]!.y).toBeGreaterThanOrEqual(250);
    expect(rows.map(({ y }) => y)).toEqual(rows.map(({ y }) => y).sort((a, b) => a - b));
  });

  it('takes the writing that begins to the left of what was found of its rule', () => {
    const begun = line('Two lakh', 200, 300, 40);
    const rules = [lying(600, 350, 800)];
    const rest = line('seventy thousand', begun.box.x + begun.box.width + 60, 300, 40);
    const label = line('Rs', 20, 300, 20);
    const [row] = findWords(look({ rules, lines: [...edges, label, begun, rest], micr }), 5);
    expect(row!.x).toBe(begun.box.x);
    expect(row!.x + row!.width).toBeGreaterThan(1_400);
  });

  it('puts a dotted rule together that was found in parts, and leaves short ones', () => {
    const rules = [lying(150, 350, 500), lying(700, 353, 600), lying(1_500, 420, 200)];
    const rows = findWords(look({ rules, lines: [...edges, words], micr }), 5);
    expect(rows).toHaveLength(1);
    expect(rows[0]!.width).toBeGreaterThan(1_100);
  });

  it('leaves out what is too low to be written in, between two rules of one row or of small print', () => {
    const rules = [lying(100, 350, 1_300), lying(100, 375, 1_300)];
    const small = line('Payable at par at all branches', 200, 500, 14);
    const rows = findWords(look({ rules, lines: [...edges, words, small], micr }), 5);
    expect(rows.map((row) => holds(row, words.box))).toEqual([true]);
  });

  it('takes lines abreast of each other where no rule is', () => {
    const rest = line('thousand', 800, 305, 36);
    const rows = findWords(look({ lines: [line('Pay', 40, 120, 30), words, rest], micr }), 5);
    expect(rows.some((row) => holds(row, words.box) && holds(row, rest.box))).toBe(true);
  });

  it('looks neither at the head of a cheque nor at its foot, and at no more rows than asked for', () => {
    const rules = [40, 250, 350, 450, 800].map((y) => lying(100, y, 1_300));
    const rows = findWords(look({ rules, lines: [payee, words], micr }), 5);
    expect(rows.every((row) => row.y + row.height < 700)).toBe(true);
    expect(findWords(look({ rules, lines: [payee, words], micr }), 2)).toHaveLength(2);
  });
});
