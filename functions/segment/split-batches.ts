import { CROP_SIZE, type CropBatch, STRIP_HEIGHT, type StripBatch } from '../../lib/document/image.ts';

// An empty batch stays one batch: its answer tells the model.

/** Batches of `batchSize` crops, the last one of what is left. */
export function splitCrops({ count, data }: CropBatch, batchSize: number): readonly CropBatch[] {
  const bytes = CROP_SIZE * CROP_SIZE;
  const batches: CropBatch[] = [];
  for (let start = 0; start < Math.max(1, count); start += batchSize) {
    const end = Math.min(count, start + batchSize);
    batches.push({ count: end - start, data: data.subarray(start * bytes, end * bytes) });
  }
  return batches;
}

/** Batches of whole strips in their order, each filled up to `columns` and to `count` strips. */
export function splitStrips(
  { widths, data }: StripBatch,
  most: { readonly columns: number; readonly count: number },
): readonly StripBatch[] {
  const groups: number[][] = [[]];
  let columns = 0;
  for (const width of widths) {
    const group = groups.at(-1)!;
    if (group.length > 0 && (columns + width > most.columns || group.length === most.count)) {
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
    end += STRIP_HEIGHT * group.reduce((sum, width) => sum + width, 0);
    return { widths: group, data: data.subarray(start, end) };
  });
}
