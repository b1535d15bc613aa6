import { describe, expect, it } from 'vitest';
import { isBareStroke } from '../../training/dump-crops/bare-stroke.ts';
import { blankInk, drawStroke, type Point } from '../../training/dump-crops/ink-picture.ts';

function crop(...points: readonly Point[]): Uint8Array {
  const paper = blankInk(28, 28);
  drawStroke(paper, points, 3);
  return paper.data;
}

const line = (degrees: number) => {
  const [x, y] = [10 * Math.sin((degrees * Math.PI) / 180), 10 * Math.cos((degrees * Math.PI) / 180)];
  return crop({ x: 14 - x, y: 14 + y }, { x: 14 + x, y: 14 - y });
};

describe('isBareStroke', () => {
  it.each([0, 20, 45, -30])('is a stroke that leans by %i degrees', (degrees) => {
    expect(isBareStroke(line(degrees))).toBe(true);
  });

  it.each([60, 90, -75])('is no stroke that lies: %i degrees', (degrees) => {
    expect(isBareStroke(line(degrees))).toBe(false);
  });

  it('is no hook, no blot and no empty crop', () => {
    expect(isBareStroke(crop({ x: 8, y: 5 }, { x: 19, y: 5 }, { x: 12, y: 24 }))).toBe(false);
    expect(isBareStroke(crop({ x: 14, y: 14 }))).toBe(false);
    expect(isBareStroke(new Uint8Array(28 * 28))).toBe(false);
  });
});
