import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { resultJsonSchema } from '../lib/document/result-json-schema.ts';
import { templateJsonSchema } from '../lib/fields/templates/template-schema.ts';

/** Writes the JSON Schemas in docs/; a test fails when one no longer says what the types say. */
const schemas = {
  'result-v1.schema.json': resultJsonSchema(),
  'template.schema.json': templateJsonSchema(),
};
for (const [name, schema] of Object.entries(schemas)) {
  const file = fileURLToPath(new URL(`../docs/${name}`, import.meta.url));
  writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
}
