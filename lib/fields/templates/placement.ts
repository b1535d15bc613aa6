import type { Box } from '../../document/geometry.ts';

/** Where a template's page lies on a prepared page: a place at u, v of it, in its own units, is at `scale * u + offset`. */
export interface Placement {
  readonly x: AxisPlacement;
  readonly y: AxisPlacement;
}

export interface AxisPlacement {
  /** Pixels a unit. */
  readonly scale: number;
  /** Pixels. */
  readonly offset: number;
}

/** A size in units of the template or in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** For scans that are cut just as the page that the template was made from. */
export function wholePage(template: Size, page: Size): Placement {
  return {
    x: { scale: page.width / template.width, offset: 0 },
    y: { scale: page.height / template.height, offset: 0 },
  };
}

/** A place in fractions of the template's page, in pixels of the prepared page; it may reach out of it. */
export function placeBox(place: Box, size: Size, { x, y }: Placement): Box {
  return {
    x: x.offset + x.scale * place.x * size.width,
    y: y.offset + y.scale * place.y * size.height,
    width: x.scale * place.width * size.width,
    height: y.scale * place.height * size.height,
  };
}

/** A place in widths and heights of a box, in pixels. */
export function placeWithin(place: Box, box: Box): Box {
  return {
    x: box.x + place.x * box.width,
    y: box.y + place.y * box.height,
    width: place.width * box.width,
    height: place.height * box.height,
  };
}
