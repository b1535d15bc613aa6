import * as z from 'zod/mini';
import { MAX_DOCUMENT_BYTES } from '../../lib/document/bounds.ts';
import { resultSchema } from '../../lib/document/result.ts';

/** What goes over HTTP. The schemas are the types; docs/openapi.json is made from them. */

/** Bytes of a document in a request itself: in base64 they and their envelope just fit the 6 MB of a call of Lambda. */
export const MAX_DIRECT_BYTES = 4 * 1024 * 1024;
/** Bytes of a result in an answer itself: quoted inside Lambda's answer it grows, and that may have 6 MB too. */
export const MAX_DIRECT_RESULT_BYTES = 3 * 1024 * 1024;
/** The header of what is known beforehand of a document, JSON as `knowledgeSchema` says: kept beside it, however it is sent. */
export const KNOWLEDGE_HEADER = 'digitlift-known';
/** Seconds that a presigned request is good for. */
export const SIGNED_SECONDS = 900;

const idSchema = z.string().check(z.regex(/^[0-9a-f]{32}$/));

/** Asks for a presigned request, for a document too large for the body. */
export const uploadRequestSchema = z.strictObject({
  /** Exact size of the document. */
  bytes: z.int().check(z.minimum(1), z.maximum(MAX_DOCUMENT_BYTES)),
});

export const acceptedSchema = z.object({
  /** Names the document from now on. */
  id: idSchema,
  status: z.literal('pending'),
});

export const uploadSchema = z.object({
  id: idSchema,
  /** The one request that stores the document. */
  upload: z.object({
    method: z.literal('PUT'),
    url: z.string(),
    /** To be sent as they are. */
    headers: z.record(z.string(), z.string()),
    expiresInSeconds: z.int(),
  }),
});

export const documentSchema = z.union([
  z.object({ id: idSchema, status: z.literal('pending') }),
  z.object({ id: idSchema, status: resultSchema.def.innerType.shape.status, result: resultSchema }),
  z.object({
    id: idSchema,
    status: z.literal('done'),
    /** The result, where it is too large for this answer. */
    download: z.object({ url: z.string(), expiresInSeconds: z.int() }),
  }),
]);

export const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

export type Accepted = z.infer<typeof acceptedSchema>;
export type Upload = z.infer<typeof uploadSchema>['upload'];
export type UploadAnswer = z.infer<typeof uploadSchema>;
export type DocumentAnswer = z.infer<typeof documentSchema>;
export type ErrorAnswer = z.infer<typeof errorSchema>;
