/** Cells of one width side by side, along their direction. */
export interface CombSpan {
  /** Where the first cell begins. */
  readonly from: number;
  /** From there to where the last one ends. */
  readonly width: number;
  readonly cells: number;
  /** White between two cells, in shares of the distance from one cell to the next; 0 where they share their walls. */
  readonly gap: number;
}

/** The distance from where one cell begins to where the next does. */
export function combPitch({ width, cells, gap }: Omit<CombSpan, 'from'>): number {
  return width / (cells - gap);
}

/** Where the walls of a comb stand, from left to right: one more than there are cells, or two of each cell that stands apart. */
export function combWalls(comb: CombSpan): number[] {
  const { from, cells, gap } = comb;
  const pitch = combPitch(comb);
  if (gap === 0) return Array.from({ length: cells + 1 }, (_, i) => from + i * pitch);
  return Array.from({ length: cells }, (_, i) => [
    from + i * pitch,
    from + i * pitch + (1 - gap) * pitch,
  ]).flat();
}
