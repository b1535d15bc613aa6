import { type Box, overlapArea } from '../document/geometry.ts';

/** Which parts of the page are taken by boxes and labels already. */
export interface Occupied {
  add(box: Box): void;
  /** Square pixels of `box` that are taken; what several boxes take counts for each. */
  hidden(box: Box): number;
}

/** Height in pixels of a band: a label looks only at what lies in the bands that it crosses. */
const BAND = 64;

/** Begins with a free page. */
export function trackOccupied(): Occupied {
  const bands = new Map<number, Box[]>();
  return {
    add(box) {
      for (const [band, part] of cutIntoBands(box)) {
        const boxes = bands.get(band);
        if (boxes === undefined) bands.set(band, [part]);
        else boxes.push(part);
      }
    },
    hidden(box) {
      let sum = 0;
      for (const [band, part] of cutIntoBands(box)) {
        for (const other of bands.get(band) ?? []) sum += overlapArea(part, other);
      }
      return sum;
    },
  };
}

function* cutIntoBands(box: Box): Generator<[band: number, part: Box]> {
  const bottom = box.y + box.height;
  for (let band = Math.floor(box.y / BAND); band * BAND < bottom; band++) {
    const top = Math.max(box.y, band * BAND);
    yield [band, { ...box, y: top, height: Math.min(bottom, (band + 1) * BAND) - top }];
  }
}
