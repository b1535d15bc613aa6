import * as z from 'zod/mini';
import { MAX_METADATA_BYTES } from '../../lib/document/bounds.ts';
import { resultSchema } from '../../lib/document/result.ts';
import { knowledgeSchema } from '../../lib/fields/knowledge.ts';
import {
  acceptedSchema,
  documentSchema,
  errorSchema,
  KNOWLEDGE_HEADER,
  MAX_DIRECT_BYTES,
  uploadRequestSchema,
  uploadSchema,
} from './schemas.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answer = (description: string, schema: string) => ({
  description,
  content: { 'application/json': { schema: ref(schema) } },
});
const FAILURES = {
  403: { description: 'IAM does not let the caller do this.' },
  503: answer('The service failed for now; try again later.', 'Error'),
};

/** The HTTP API as an OpenAPI document, version 3.1, made of the schemas that the code itself uses. */
export function openApiDocument(): Record<string, unknown> {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Digitlift',
      version: '1',
      description:
        'Scanned cheques and forms in, the numbers on them out. Requests are signed (AWS Signature Version 4).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ sigv4: [] }],
    paths: {
      '/v1/documents': { post: postDocument() },
      '/v1/documents/{id}': { get: getDocument() },
    },
    components: {
      securitySchemes: {
        sigv4: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          description: 'AWS Signature Version 4 for the service execute-api',
          'x-amazon-apigateway-authtype': 'awsSigv4',
        },
      },
      schemas: schemas(),
    },
  };
}

function postDocument() {
  const bytes = { schema: {} };
  return {
    operationId: 'postDocument',
    summary: 'Hand in a document',
    description:
      `Its bytes, at most ${MAX_DIRECT_BYTES}, with their media type; or JSON that asks for a presigned request, for larger ones. ` +
      'Handed in twice it is two documents.',
    parameters: [
      {
        name: KNOWLEDGE_HEADER,
        in: 'header',
        required: false,
        description:
          'What is known of the document, with bytes and uploads alike: its day of presentment (else the day on which it comes in), ' +
          `its country, and what its fields should hold. At most ${MAX_METADATA_BYTES} bytes.`,
        content: { 'application/json': { schema: ref('Knowledge') } },
      },
    ],
    requestBody: {
      required: true,
      content: {
        'image/png': bytes,
        'image/jpeg': bytes,
        'image/tiff': bytes,
        'application/pdf': bytes,
        'application/octet-stream': bytes,
        'application/json': { schema: ref('UploadRequest') },
      },
    },
    responses: {
      201: answer(
        'Send the document with this request; it counts as handed in when that has ended.',
        'Upload',
      ),
      202: answer('The document is being read.', 'Accepted'),
      400: answer('The body is empty, or it or the header is not what was expected.', 'Error'),
      413: answer('The body is too large: ask for an upload.', 'Error'),
      ...FAILURES,
    },
  };
}

function getDocument() {
  const id = { type: 'string', pattern: '^[0-9a-f]{32}$' };
  return {
    operationId: 'getDocument',
    summary: 'What was read of a document',
    parameters: [{ name: 'id', in: 'path', required: true, schema: id }],
    responses: {
      200: answer('The result, or where to download it.', 'Document'),
      202: answer('The document is still being read; ask again in some seconds.', 'Accepted'),
      404: answer('There is no document of this id, or its upload has not ended.', 'Error'),
      ...FAILURES,
    },
  };
}

function schemas(): Record<string, unknown> {
  const named = {
    UploadRequest: uploadRequestSchema,
    Upload: uploadSchema,
    Accepted: acceptedSchema,
    Document: documentSchema,
    Error: errorSchema,
    Result: resultSchema,
  };
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas: made } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` });
  const all = { ...made, Knowledge: knowledgeJsonSchema() };
  // OpenAPI names the dialect once, for all of them.
  return Object.fromEntries(
    Object.entries(all).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  );
}

/** In OpenAPI `readOnly` would mean that callers may not send it. */
function knowledgeJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(knowledgeSchema, {
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
}
