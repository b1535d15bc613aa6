import { unionBoxes } from '../document/geometry.ts';
import type { Component } from '../preprocess/cv/connected-components.ts';
import type { InkSource } from './cut-out.ts';
import { componentsStrip, type LineStrip } from './line-strip.ts';

/** From which share of the ink, counted from above, to which a line of words is as high as its tall letters. */
const TOP = 0.03;
const FOOT = 0.92;
/** A line climbs or falls by no more than this many pixels a pixel, and only a long one tells. */
const STEEPEST = 0.12;
const LONG = 4;

/**
 * A line of words levelled and brought to the height of a strip by its ink, as words written in one go have no glyphs to go by.
 * Undefined where there is no ink.
 */
export function writingStrip(components: readonly Component[], page: InkSource): LineStrip | undefined {
  if (components.length === 0) return undefined;
  const box = unionBoxes(components.map((component) => component.box));
  const ink = inkOf(components, page);
  const climb = box.width >= LONG * box.height ? climbOf(ink) : 0;
  const centre = box.x + box.width / 2;
  const rows = ink.y.map((y, i) => Math.round(y - climb * (ink.x[i]! - centre))).sort();
  const rowAt = (share: number) => rows[Math.floor(share * (rows.length - 1))]!;
  const top = rowAt(TOP);
  const foot = Math.max(top, rowAt(FOOT)) + 1;
  const middle = (top + foot) / 2;
  return componentsStrip(
    { box, height: foot - top, middleAt: (x) => middle + climb * (x - centre) },
    components.map(({ label }) => label),
    page,
  );
}

/** Where each pixel of some ink is. */
interface InkPlaces {
  readonly x: Int32Array;
  readonly y: Int32Array;
}

function inkOf(components: readonly Component[], { labels, width }: InkSource): InkPlaces {
  const count = components.reduce((sum, { area }) => sum + area, 0);
  const ink = { x: new Int32Array(count), y: new Int32Array(count) };
  let next = 0;
  for (const { label, box } of components) {
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let x = box.x; x < box.x + box.width; x++) {
        if (labels[y * width + x] !== label) continue;
        ink.x[next] = x;
        ink.y[next++] = y;
      }
    }
  }
  return ink;
}

/** Pixels down for each pixel to the right, by least squares over the ink. */
function climbOf({ x, y }: InkPlaces): number {
  const middleOf = (places: Int32Array) => places.reduce((sum, at) => sum + at, 0) / places.length;
  const [meanX, meanY] = [middleOf(x), middleOf(y)];
  let [along, across] = [0, 0];
  x.forEach((at, i) => {
    along += (at - meanX) ** 2;
    across += (at - meanX) * (y[i]! - meanY);
  });
  const slope = along === 0 ? 0 : across / along;
  return Math.min(STEEPEST, Math.max(-STEEPEST, slope));
}
