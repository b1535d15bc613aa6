import { writeFile } from 'node:fs/promises';
import { SAMPLES } from './samples.ts';
import { drawDeposit } from './scenes/deposit.ts';

/** Redraws every sample document and the truth: `npm run samples`. */
const folder = new URL('../', import.meta.url);
const lines: string[] = [];
for (const draw of SAMPLES) {
  const { bytes, truth } = await draw();
  await writeFile(new URL(truth.file, folder), bytes);
  lines.push(`${JSON.stringify(truth)}\n`);
  console.log(`${truth.file}  ${(bytes.length / 1024).toFixed(0)} KB, ${truth.numbers.length} numbers`);
}
await writeFile(new URL('truth.jsonl', folder), lines.join(''));
for (const encoding of ['ascii', 'ebcdic'] as const) {
  const file = `cash-letters/deposit-${encoding}.x937`;
  const bytes = await drawDeposit(encoding);
  await writeFile(new URL(file, folder), bytes);
  console.log(`${file}  ${(bytes.length / 1024).toFixed(0)} KB`);
}
