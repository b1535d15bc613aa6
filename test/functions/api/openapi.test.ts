import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../../functions/api/openapi.ts';
import { KNOWLEDGE_HEADER } from '../../../functions/api/schemas.ts';
import { resultJsonSchema } from '../../../lib/document/result-json-schema.ts';

const document = openApiDocument();

describe('docs/openapi.json', () => {
  it('says what the schemas say (npm run schema writes it)', () => {
    const file = new URL('../../../docs/openapi.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(document);
  });

  it('points only at what is in it', () => {
    const pointers = JSON.stringify(document).match(/"\$ref":"([^"]*)"/g) ?? [];
    expect(pointers.length).toBeGreaterThan(5);
    for (const pointer of pointers) {
      const path = /#\/(.*)"$/.exec(pointer)![1]!.split('/');
      let at: unknown = document;
      for (const name of path) at = (at as Record<string, unknown>)[name];
      expect(at, pointer).toBeTypeOf('object');
    }
  });

  it('describes a result as the result schema does', () => {
    const { Result } = (document.components as { schemas: Record<string, unknown> }).schemas;
    const { $schema, title, ...schema } = resultJsonSchema();
    expect([$schema, title]).toEqual([expect.any(String), expect.any(String)]);
    expect(Result).toEqual(schema);
  });

  it('lets callers send what they know', () => {
    const { Knowledge } = (document.components as { schemas: Record<string, unknown> }).schemas;
    expect(JSON.stringify(Knowledge)).not.toContain('readOnly');
    expect(Object.keys((Knowledge as { properties: object }).properties)).toEqual([
      'today',
      'country',
      'expected',
    ]);
    const { parameters } = (document.paths as Record<string, { post: { parameters: { name: string }[] } }>)[
      '/v1/documents'
    ]!.post;
    expect(parameters.map(({ name }) => name)).toEqual([KNOWLEDGE_HEADER]);
  });

  it('has the routes of the handler, each behind a signature', () => {
    const { paths, security } = document as { paths: Record<string, object>; security: unknown };
    expect(Object.entries(paths).map(([path, methods]) => [path, Object.keys(methods)])).toEqual([
      ['/v1/documents', ['post']],
      ['/v1/documents/{id}', ['get']],
    ]);
    expect(security).toEqual([{ sigv4: [] }]);
  });
});
