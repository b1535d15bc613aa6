import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIdx, writeIdx } from './idx.ts';

/** All validation crops as one set in MNIST's shape, for `npm run evaluate -- digits OUT/validation`. */
export async function joinValidation(out: string, sets: readonly string[]): Promise<void> {
  const folder = join(out, 'validation');
  await mkdir(folder, { recursive: true });
  for (const part of ['images-idx3', 'labels-idx1']) {
    const arrays = await Promise.all(
      sets.map((set) => readIdx(join(out, `${set}-validation-${part}-ubyte`))),
    );
    const count = arrays.reduce((sum, { shape }) => sum + shape[0]!, 0);
    await writeIdx(join(folder, `test-${part}-ubyte`), {
      shape: [count, ...(arrays[0]?.shape.slice(1) ?? [])],
      data: Buffer.concat(arrays.map(({ data }) => data)),
    });
  }
  await writeFile(join(folder, 'classes.json'), JSON.stringify([...'0123456789', 'not-a-digit']));
}
