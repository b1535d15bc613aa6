import { CROP_SIZE, type CropBatch, STRIP_HEIGHT, type StripBatch } from '../../lib/document/image.ts';

// Batches are filled evenly: they are answered beside each other, and the page waits for the longest.
// An empty batch stays one batch: its answer tells the model.

/** As few batches of up to `most` crops as will do, of equal size but for one crop. */
export function splitCrops({ count, data }: CropBatch, most: number): readonly CropBatch[] {
  const bytes = CROP_SIZE * CROP_SIZE;
  const number = Math.max(1, Math.ceil(count / most));
  return Array.from({ length: number }, (_, i) => {
    const start = Math.floor((i * count) / number);
    const end = Math.floor(((i + 1) * count) / number);
    return { count: end - start, data: data.subarray(start * bytes, end * bytes) };
  });
}

/** Batches of whole strips in their order, each of up to `columns` (but for a single strip that is wider) and `count` strips. */
export function splitStrips(
  { widths, data }: StripBatch,
  most: { readonly columns: number; readonly count: number },
): readonly StripBatch[] {
  const all = countColumns(widths);
  const share = all / Math.ceil(all / most.columns);
  const groups: number[][] = [[]];
  let columns = 0;
  for (const width of widths) {
    const group = groups.at(-1)!;
    const isFull = columns >= share || columns + width > most.columns || group.length === most.count;
    if (group.length > 0 && isFull) {
      groups.push([width]);
      columns = width;
    } else {
      group.push(width);
      columns += width;
    }
  }
  let end = 0;
  return groups.map((group) => {
    const start = end;
    end += STRIP_HEIGHT * countColumns(group);
    return { widths: group, data: data.subarray(start, end) };
  });
}

function countColumns(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}
