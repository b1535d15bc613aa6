import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resultJsonSchema } from '../../lib/document/result-json-schema.ts';

test('docs/result-v1.schema.json says what the types say (npm run schema writes it)', () => {
  const file = new URL('../../docs/result-v1.schema.json', import.meta.url);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(resultJsonSchema())));
});
