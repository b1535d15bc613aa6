import * as z from 'zod/mini';
import { resultSchema } from './result.ts';

/** Result v1 as JSON Schema (draft 2020-12), for those who read results in other languages. */
export function resultJsonSchema(): Record<string, unknown> {
  return { title: 'Digitlift result, version 1', ...z.toJSONSchema(resultSchema) };
}
