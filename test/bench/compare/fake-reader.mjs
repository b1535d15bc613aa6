// Stands for a reader: says the name of each picture, or breaks as told.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const [list, flag = ''] = process.argv.slice(2);
const paths = JSON.parse(readFileSync(list, 'utf8'));
console.error('the model has no weights');
if (flag === '--break') process.exit(3);
for (const path of flag === '--short' ? paths.slice(1) : paths) {
  console.log(JSON.stringify({ text: `${basename(path)}\n`, wallMs: 2, cpuMs: 1 }));
}
console.log(
  JSON.stringify({
    version: `fake ${process.env.OMP_NUM_THREADS} ${flag}`.trim(),
    threads: 1,
    peakRssMb: 40,
  }),
);
