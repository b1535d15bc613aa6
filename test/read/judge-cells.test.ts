import { expect, test } from 'vitest';
import { NOT_A_DIGIT } from '../../lib/document/model-identity.ts';
import { combPatterns } from '../../lib/read/comb-patterns.ts';
import { combWritings } from '../../lib/read/comb-writings.ts';
import { type CellLook, judgeCells } from '../../lib/read/judge-cells.ts';

const CLASSES = [...'0123456789', NOT_A_DIGIT];

function cell(noDigit: number, of: Partial<CellLook> = {}): CellLook {
  const probabilities = CLASSES.map((name) => (name === NOT_A_DIGIT ? noDigit : (1 - noDigit) / 10));
  return { hasInk: true, probabilities, cross: 0.3, breadth: 0.8, ...of };
}
const BLANK = cell(0, { hasInk: false });
const statesOf = (cells: CellLook[], mayBeCrossed = true) =>
  judgeCells(cells, CLASSES, mayBeCrossed).map(({ state }) => state);

test('crosses, blanks and digits are told apart', () => {
  expect(statesOf([cell(0.95, { cross: 0.8 }), BLANK, cell(0.01)])).toEqual(['crossed', 'blank', 'digit']);
});

test('where no cell may be crossed all ink is a digit', () => {
  expect(statesOf([cell(0.95), cell(0.01)], false)).toEqual(['digit', 'digit']);
});

test('a slender stroke is a 1 rather than a cross, a lying one a dash', () => {
  expect(statesOf([cell(0.85, { breadth: 0.2, cross: 0 }), cell(0.01)])[0]).toBe('digit');
  expect(statesOf([cell(0.4, { breadth: 4, cross: 0 }), cell(0.01)])[0]).toBe('crossed');
});

test('no cell between two digits is crossed', () => {
  expect(statesOf([cell(0.01), cell(0.9, { cross: 0.4 }), cell(0.01)])[1]).toBe('digit');
});

test('a pattern has a character a cell, and tries an unsure cell as the other', () => {
  const states = [
    { state: 'crossed', probability: 0.7 },
    { state: 'blank', probability: 1 },
    { state: 'digit', probability: 1 },
  ] as const;
  const ones = CLASSES.map((name) => (name === '1' ? 1 : 0)).slice(0, 10);
  const patterns = combPatterns(states, [{ text: '7', probability: 0.9 }], [ones, ones, ones]);
  expect(patterns[0]!.text).toBe('X_7');
  expect(patterns[1]!.text).toBe('1_7');
  expect(patterns.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1);
});

test('cells alone read as their likeliest digits, and all texts have their length', () => {
  const sure = (digit: string) => CLASSES.map((name) => (name === digit ? 0.9 : 0.01));
  const ranked = combWritings([sure('4'), sure('2')], CLASSES, undefined);
  expect(ranked[0]!.text).toBe('42');
  expect(ranked.every(({ text }) => text.length === 2)).toBe(true);
  expect(ranked.reduce((sum, { confidence }) => sum + confidence, 0)).toBeLessThanOrEqual(1.0001);
  expect(combWritings([], CLASSES, undefined)).toEqual([]);
});
