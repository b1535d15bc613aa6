import { describe, expect, it } from 'vitest';
import { squareness } from '../../lib/read/squareness.ts';

/** A ring of two pixels' thickness with one pixel of paper round it. */
function ring(width: number, height: number, distance: (x: number, y: number) => number) {
  const data = new Uint8Array((width + 2) * (height + 2));
  const isInside = (x: number, y: number, inset: number) =>
    distance((2 * x - width + 1) / (width - 2 * inset), (2 * y - height + 1) / (height - 2 * inset)) <= 1;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (isInside(x, y, 0) && !isInside(x, y, 2)) data[(y + 1) * (width + 2) + x + 1] = 255;
  return { width: width + 2, height: height + 2, data };
}

describe('squareness', () => {
  it('is high for an empty check box and low for a 0', () => {
    expect(squareness(ring(16, 16, (x, y) => Math.max(Math.abs(x), Math.abs(y))))).toBeGreaterThan(0.5);
    expect(squareness(ring(10, 16, Math.hypot))).toBeLessThan(0.3);
  });
});
