import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { resultJsonSchema } from '../lib/document/result-json-schema.ts';

/** Writes docs/result-v1.schema.json; a test fails when it no longer says what the types say. */
const file = fileURLToPath(new URL('../docs/result-v1.schema.json', import.meta.url));
writeFileSync(file, `${JSON.stringify(resultJsonSchema(), null, 2)}\n`);
process.stdout.write(`Wrote ${file}\n`);
