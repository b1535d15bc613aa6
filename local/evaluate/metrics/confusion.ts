/** How often each class was read as each: `counts[truth][read]`, both in the order of `classes`. */
export interface Confusion {
  readonly classes: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

export interface Reading {
  readonly truth: string;
  readonly read: string;
}

/** Throws RangeError for a class that is not among `classes`. */
export function countConfusion(classes: readonly string[], readings: readonly Reading[]): Confusion {
  const indices = new Map(classes.map((name, index) => [name, index]));
  const indexOf = (name: string): number => {
    const index = indices.get(name);
    if (index === undefined)
      throw new RangeError(`Expected one of ${classes.join(', ')} but received ${name}`);
    return index;
  };
  const counts = classes.map(() => classes.map(() => 0));
  for (const { truth, read } of readings) counts[indexOf(truth)]![indexOf(read)]!++;
  return { classes, counts };
}

/** The table for a terminal: a row for each truth, a column for each answer; a dot stands for never. */
export function formatConfusion({ classes, counts }: Confusion): string {
  const short = classes.map((name) => (name.length > 1 ? name.replaceAll(/(\w)\w*-?/gu, '$1') : name));
  const width = Math.max(5, ...counts.flat().map((count) => String(count).length + 1));
  const row = (head: string, cells: readonly string[]) =>
    head.padStart(6) + cells.map((cell) => cell.padStart(width)).join('');
  const lines = counts.map((line, truth) =>
    row(short[truth]!, [...line.map((count) => (count === 0 ? '.' : String(count)))]),
  );
  const named = classes.flatMap((name, index) => (short[index] === name ? [] : [`${short[index]}: ${name}`]));
  return [
    row(
      'truth',
      short.map((name) => name),
    ),
    ...lines,
    ...named.map((note) => `(${note})`),
  ].join('\n');
}
