import { describe, expect, it } from 'vitest';
import type { Box } from '../../../lib/document/geometry.ts';
import { bestApart } from '../../../lib/fields/layout/best-apart.ts';
import type { FoundZone } from '../../../lib/fields/layout/cheque-look.ts';
import { findAccount } from '../../../lib/fields/layout/find-account.ts';
import { findAmount } from '../../../lib/fields/layout/find-amount.ts';
import { findDate } from '../../../lib/fields/layout/find-date.ts';
import { findRows, partsBetweenWalls } from '../../../lib/fields/layout/find-rows.ts';
import { findSerial } from '../../../lib/fields/layout/find-serial.ts';
import { box, line, look, lying, ruledBox, standing } from './cheques.ts';

const micr = box(400, 840, 1_000, 35);
const payee = line('Somebody', 200, 180, 40);
const covers = (zone: FoundZone | undefined, written: Box) =>
  zone !== undefined &&
  zone.box.x <= written.x &&
  zone.box.y <= written.y &&
  zone.box.x + zone.box.width >= written.x + written.width &&
  zone.box.y + zone.box.height >= written.y + written.height;

describe('findAmount', () => {
  it('takes the whole box at the right, with all that is written in it', () => {
    const amount = line('270000', 1_560, 385, 40);
    const dash = line('1-', 1_850, 390, 36);
    const rules = ruledBox(1_400, 360, 560, 90);
    const [best] = findAmount(look({ rules, lines: [payee, amount, dash], micr }), 4);
    expect(best?.box).toMatchObject({ x: expect.closeTo(1_401, 0), width: expect.closeTo(560, -1) });
  });

  it('finds writing at the right without any box, with room behind it', () => {
    const amount = line('23300', 1_600, 400, 40);
    const [best] = findAmount(look({ lines: [payee, amount], micr }), 4);
    expect(covers(best, amount.box)).toBe(true);
  });

  it('offers it without the sign before a gap too', () => {
    const amount = line('$ 23300', 1_500, 400, 40);
    const zones = findAmount(look({ lines: [amount], micr }), 4);
    const behind = amount.pieces[1]!.box;
    const isTail = ({ box: zone }: FoundZone) => zone.x > 1_500 + 20 && zone.x < behind.x;
    expect(zones.some(isTail)).toBe(true);
    expect(zones.some((zone) => covers(zone, amount.box))).toBe(true);
  });

  it.each([
    ['stroke', line('1', 1_850, 385, 40)],
    ['dash', { box: box(1_850, 400, 60, 9), height: 9, pieces: [{ box: box(1_850, 400, 60, 9) }] }],
  ])('takes no lone %s for one, as behind a wall that is a stroke itself', (_, stroke) => {
    const amount = line('75000', 1_460, 385, 40);
    const rules = [...ruledBox(1_400, 360, 560, 90), standing(1_780, 360, 90)];
    const zones = findAmount(look({ rules, lines: [payee, amount, stroke], micr }), 6);
    expect(covers(zones[0], amount.box)).toBe(true);
    expect(zones.every(({ box: zone }) => zone.x < 1_780)).toBe(true);
  });

  it('offers a number that is written with cents by itself, whatever hangs together with it', () => {
    const ink = box(1_500, 390, 160, 40);
    const all = box(1_300, 200, 650, 240);
    const digits = [1_500, 1_540, 1_580, 1_620].map((x) => ({ box: box(x, 390, 35, 40) }));
    const scribble = { box: all, height: 240, pieces: [{ box: all }, ...digits] };
    const zonesWith = (written: string) =>
      findAmount(
        look({ lines: [scribble], numbers: [{ text: '30000', written, box: ink, confidence: 0.9 }], micr }),
        4,
      );
    const isClose = (zone: FoundZone) => covers(zone, ink) && zone.box.width < 200;
    expect(zonesWith('300.00').some(isClose)).toBe(true);
    expect(zonesWith('3,000,000.00').some(isClose)).toBe(true);
    expect(zonesWith('3/00/00').some(isClose)).toBe(false);
  });

  it('looks neither at the left, nor in a comb, nor at the MICR line', () => {
    const comb = line('11032016', 1_500, 70, 40);
    const foot = line('083656', 1_500, 840, 35);
    const rules = ruledBox(1_490, 60, 440, 60, 8);
    expect(findAmount(look({ rules, lines: [payee, comb, foot], micr }), 4)).toEqual([]);
  });
});

describe('findDate', () => {
  it('takes a comb of eight cells first', () => {
    const comb = line('11032016', 1_500, 70, 40);
    const other = line('12345', 1_500, 200, 40);
    const rules = ruledBox(1_490, 60, 440, 60, 8);
    const [best] = findDate(look({ rules, lines: [comb, other], micr }), 4);
    expect(best?.walls).toHaveLength(9);
  });

  it.each([
    ['ten cells, where signs have cells of their own', 10],
    ['seven, as one wall was not found', 7],
  ])('takes a comb of %s first too, but has it read as a line', (_, cells) => {
    const rules = ruledBox(1_490, 60, 440, 60, cells);
    const lines = [line('11/03/2016', 1_500, 70, 36), line('12345', 1_500, 200, 40)];
    const [best] = findDate(look({ rules, lines, micr }), 4);
    expect(best?.box.y).toBeLessThan(70);
    expect(best?.walls).toBeUndefined();
  });

  it('offers a line without its label', () => {
    const label = line('DATE', 1_300, 138, 16).pieces;
    const day = line('11222018', 1_400, 130, 36);
    const whole = {
      ...day,
      box: box(1_300, 130, 100 + day.box.width, 36),
      pieces: [...label, ...day.pieces],
    };
    const zones = findDate(look({ lines: [whole], micr }), 6);
    expect(zones.some((zone) => zone.box.x > 1_350 && covers(zone, day.box))).toBe(true);
  });
});

describe('findAccount', () => {
  it('takes the long number at the left, also where it is stamped across a rule', () => {
    const first = line('3000201', 260, 430, 40);
    const second = line('0108841', first.box.x + first.box.width + 14, 430, 40);
    const rules = [...ruledBox(70, 440, 500, 90), lying(60, 445, 900)];
    const numbers = [first, second].map((part) => ({ text: '0000000', box: part.box, confidence: 0.9 }));
    const [best] = findAccount(look({ rules, lines: [payee, first, second], numbers, micr }), 4);
    // A rule through the digits bounds the place, in which ink counts by its middle.
    for (const { box: digit } of [...first.pieces, ...second.pieces]) {
      expect(covers(best, { ...digit, y: digit.y + digit.height / 2, height: 0 })).toBe(true);
    }
  });

  it('takes what stands evenly as digits do for a number that was not read, but no word', () => {
    const stamped = line('30002010108841', 260, 430, 40);
    const find = (row: typeof stamped) => findAccount(look({ lines: [payee, row], micr }), 4);
    expect(covers(find(stamped)[0], stamped.box)).toBe(true);
    const word = stamped.pieces.map(({ box: of }, i) => ({
      box: i % 2 ? of : { ...of, y: 445, height: 25 },
    }));
    expect(find({ ...stamped, pieces: word })).toEqual([]);
    const uneven = stamped.pieces.map(({ box: of }, i) => ({ box: { ...of, x: of.x + (i % 3) * 12 } }));
    expect(find({ ...stamped, pieces: uneven })).toEqual([]);
    expect(find(line('30002010', 260, 430, 40))).toEqual([]);
  });

  it('has a comb of many cells read cell by cell', () => {
    const rules = ruledBox(100, 400, 660, 60, 11);
    const [best] = findAccount(look({ rules, lines: [payee, line('30002010108', 110, 410, 40)], micr }), 4);
    expect(best?.walls).toHaveLength(12);
  });

  it('does not take the MICR line', () => {
    const foot = line('500025033', 500, 842, 32);
    const numbers = [{ text: '500025033', box: foot.box, confidence: 0.9 }];
    expect(findAccount(look({ lines: [foot], numbers, micr }), 4)).toEqual([]);
  });
});

describe('findSerial', () => {
  it('takes numbers in the upper right corner, the nearest first', () => {
    const number = (text: string, x: number, y: number) => ({
      text,
      box: box(x, y, 90, 24),
      confidence: 0.9,
    });
    const numbers = [number('122', 1_500, 140), number('1025', 1_800, 60), number('8911', 200, 60)];
    const zones = findSerial(look({ lines: [line('x', 0, 0), line('x', 1_970, 800)], numbers, micr }), 3);
    expect(zones.map(({ box: { x } }) => Math.round(x / 100))).toEqual([18, 15]);
  });
});

describe('findRows', () => {
  it('joins what stands abreast, and nothing across a wall unless it is told to', () => {
    const [left, right] = [line('123', 100, 400, 40), line('456', 240, 404, 40)];
    const apart = look({ lines: [left, right], rules: [standing(220, 380, 90)] });
    expect(findRows(look({ lines: [left, right] }))).toHaveLength(1);
    expect(findRows(apart)).toHaveLength(2);
    expect(findRows(apart, { across: true })).toHaveLength(1);
  });

  it('parts a row where a wall runs through it', () => {
    const row = line('thirty 74030', 1_200, 400, 40);
    const wall = row.pieces[6]!.box.x - 20;
    const parts = partsBetweenWalls(row, look({ rules: [standing(wall, 380, 90)] }));
    expect(parts.map(({ pieces }) => pieces.length)).toEqual([6, 5]);
    expect(partsBetweenWalls(row, look({}))).toEqual([row]);
  });
});

describe('bestApart', () => {
  it('keeps the best of those that are nearly the same, and none without room', () => {
    const zone = (x: number, score: number, width = 100): FoundZone => ({ box: box(x, 0, width, 20), score });
    const zones = [zone(0, 1), zone(3, 2), zone(60, 0), zone(500, 9, 0)];
    expect(bestApart(zones, 5).map(({ score }) => score)).toEqual([2, 0]);
    expect(bestApart(zones, 1).map(({ score }) => score)).toEqual([2]);
  });
});
