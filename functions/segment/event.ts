import * as z from 'zod/mini';
import { RequestError } from '../../lib/document/errors.ts';

/** A document that arrived in the inbox. */
export interface InboxObject {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
  /** Read it again with the model that is live now, and leave the result that is there. @default false */
  readonly reprocess?: true;
}

const recordSchema = z.object({
  eventName: z.string(),
  s3: z.object({
    bucket: z.object({ name: z.string().check(z.minLength(1)) }),
    object: z.object({ key: z.string().check(z.minLength(1)), versionId: z.optional(z.string()) }),
  }),
});
/** S3 sends this once when the notification is set up; it has no Records (Amazon S3, "Event message structure"). */
const testEventSchema = z.object({ Event: z.literal('s3:TestEvent') });
const eventSchema = z.union([testEventSchema, z.object({ Records: z.array(recordSchema) })]);

/** What `npm run reprocess` sends; keys are as they are, not encoded. */
export const reprocessSchema = z.strictObject({
  reprocess: z.array(
    z.strictObject({
      bucket: z.string().check(z.minLength(1)),
      key: z.string().check(z.minLength(1)),
      versionId: z.string(),
    }),
  ),
});
export type ReprocessMessage = z.infer<typeof reprocessSchema>;

/**
 * The documents that one SQS message speaks of: the body is an S3 event notification, which may hold several
 * records, or asks for documents to be read again; none for S3's test event.
 * Throws RequestError `bad-request` when the body is anything else, without repeating what it holds.
 */
export function parseMessage(body: string): readonly InboxObject[] {
  const message = parseJson(body);
  const again = reprocessSchema.safeParse(message);
  if (again.success) return again.data.reprocess.map((document) => ({ ...document, reprocess: true }));
  const parsed = eventSchema.safeParse(message);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new RequestError(
      'bad-request',
      `Expected an S3 event notification in the message but received something else (${issue?.path.join('.') || 'root'})`,
    );
  }
  if ('Event' in parsed.data) return [];
  return parsed.data.Records.map(({ eventName, s3 }) => {
    if (!/^(s3:)?ObjectCreated:/.test(eventName)) {
      throw new RequestError(
        'bad-request',
        `Expected an ObjectCreated event but received ${eventName}; narrow the bucket's notification`,
      );
    }
    const { key, versionId } = s3.object;
    return {
      bucket: s3.bucket.name,
      key: decodeKey(key),
      ...(versionId === undefined ? {} : { versionId }),
    };
  });
}

/** S3 encodes keys in its events as HTML forms do: a space is a plus, other bytes are %XX of UTF-8. */
function decodeKey(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch (error) {
    throw new RequestError('bad-request', 'Expected a URL-encoded key in the S3 event', error);
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new RequestError('bad-request', 'Expected JSON in the message body', error);
  }
}
