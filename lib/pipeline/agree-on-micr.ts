import type { InkRow } from '../segment/line-strip.ts';
import { countUnread, type ReadRow } from './describe-micr.ts';

const widened = (row: InkRow, by: number): InkRow => ({
  ...row,
  stretchAt: (x) => by * (row.stretchAt?.(x) ?? 1),
});
const heightened = (row: InkRow, by: number): InkRow => {
  const { heightAt } = row;
  return { ...row, height: by * row.height, ...(heightAt && { heightAt: (x) => by * heightAt(x) }) };
};

/** Other ways to look at a row that was not read surely: a character stays the same in all of them, a guess does not. */
export const LOOKS: readonly ((row: InkRow) => InkRow)[] = [
  (row) => widened(row, 1.08),
  (row) => widened(row, 0.93),
  (row) => heightened(row, 1.08),
  (row) => heightened(row, 0.93),
];
const SURE = 0.9;
/** Fewer characters are hardly a line, and not worth more looks. */
const LEAST_CHARACTERS = 8;
/** A reading that leaves ink unread counts so much less for each place. */
const UNREAD_COST = 0.1;

/** Whether more looks at a row may tell more. */
export function isUnsure(row: ReadRow): boolean {
  const { glyphs, probability } = row.reading;
  return glyphs.length >= LEAST_CHARACTERS && (probability < SURE || countUnread(row) > 0);
}

/**
 * Of several readings of one row the surest of those that agree most; as probable as all looks together find its text. Throws
 * RangeError for none.
 */
export function agreed(rows: readonly ReadRow[]): ReadRow {
  const weighed = rows
    .map((row) => ({ row, weight: row.reading.probability * UNREAD_COST ** countUnread(row) }))
    .sort((a, b) => b.weight - a.weight);
  const sums = new Map<string, number>();
  for (const { row, weight } of weighed) sums.set(textOf(row), (sums.get(textOf(row)) ?? 0) + weight);
  const [best] = [...sums].sort(([, a], [, b]) => b - a);
  if (best === undefined) throw new RangeError('Expected at least one reading but received none');
  const own = weighed.filter(({ row }) => textOf(row) === best[0]).map(({ row }) => row);
  const probability = own.reduce((sum, { reading }) => sum + reading.probability, 0) / rows.length;
  return { ...own[0]!, reading: { ...own[0]!.reading, probability } };
}

function textOf({ reading }: ReadRow): string {
  return reading.glyphs.map(({ text }) => text).join('');
}
