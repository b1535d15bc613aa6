import { describe, expect, it } from 'vitest';
import type { Box } from '../../lib/document/geometry.ts';
import type { Component } from '../../lib/preprocess/cv/connected-components.ts';
import { dropMargin } from '../../lib/preprocess/drop-margin.ts';
import { box, greyWhere } from './pictures.ts';

const picture = greyWhere(200, 50, () => 230);

/** Which of the boxes are left, by their place in the list. */
function keptOf(...boxes: readonly Box[]): number[] {
  const components = boxes.map((bounds, label): Component => ({ label, box: bounds, area: 1 }));
  return dropMargin(components, picture).map(({ label }) => label);
}

const digit = (x: number) => box(x, 12, 16, 26);
const one = (x: number) => box(x, 12, 4, 26);

describe('dropMargin', () => {
  it('keeps digits, also slender ones and those at the sides', () => {
    expect(keptOf(digit(0), one(30), digit(50), one(80), one(196))).toEqual([0, 1, 2, 3, 4]);
  });

  it('drops the edge of the page', () => {
    expect(keptOf(box(0, 0, 9, 50), digit(40), box(190, 2, 10, 47))).toEqual([1]);
    expect(keptOf(box(1, 0, 9, 50), digit(40))).toEqual([1]);
    expect(keptOf(box(2, 0, 9, 50), digit(40))).toEqual([0, 1]);
  });

  it('drops a standing rule from edge to edge, wherever it is', () => {
    expect(keptOf(digit(20), box(60, 0, 3, 50), digit(90))).toEqual([0, 2]);
  });

  it('keeps a 1 that fills the picture, for the breadth of its stroke', () => {
    expect(keptOf(digit(20), box(60, 2, 6, 46))).toEqual([0, 1]);
  });

  it('drops a rule that is broken in bits over each other', () => {
    expect(keptOf(digit(20), box(60, 2, 2, 12), box(61, 18, 2, 12), box(62, 34, 2, 12))).toEqual([0]);
    expect(keptOf(digit(20), box(60, 2, 2, 20), box(60, 28, 2, 20))).toEqual([0]);
  });

  it('keeps bits as broad as a pen is: a 1 that was broken fills a picture cut close', () => {
    expect(keptOf(digit(20), box(60, 2, 4, 20), box(60, 28, 4, 20))).toEqual([0, 1, 2]);
  });

  it('keeps a digit at the side that fills the picture', () => {
    expect(keptOf(box(0, 1, 22, 48), digit(40), box(176, 1, 24, 48))).toEqual([0, 1, 2]);
  });

  it('keeps a 1 with a speck over it, and a 1 in two bits that are no higher than a digit', () => {
    expect(keptOf(one(60), box(60, 2, 4, 4))).toEqual([0, 1]);
    expect(keptOf(digit(20), box(60, 12, 4, 13), box(61, 27, 4, 11))).toEqual([0, 1, 2]);
  });

  it('keeps bits that leave most of a rule out', () => {
    expect(keptOf(box(60, 0, 2, 8), box(60, 42, 2, 8))).toEqual([0, 1]);
  });

  it('keeps strokes beside each other, as in 11', () => {
    expect(keptOf(one(60), one(72), one(84))).toEqual([0, 1, 2]);
  });
});
