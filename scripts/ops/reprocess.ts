import { ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ReprocessMessage } from '../../functions/segment/event.ts';
import { type FoundQueue, findQueue, inboxBucketOf } from './find-queue.ts';

export interface ReprocessOptions {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly stage: string;
  /** What the keys of the documents begin with; empty for all of the inbox. */
  readonly prefix: string;
  /** Count them and send nothing. @default false */
  readonly dryRun?: boolean;
}

type Document = ReprocessMessage['reprocess'][number];

/** Messages that SQS takes in one call. */
const BATCH = 10;
const TRIES = 3;

/**
 * Asks for every document of the inbox below a prefix, in its latest version, to be read again; gives how many there are.
 * Throws Error when SQS takes some of them not even at the third try: then it may be run again, nothing is read twice.
 */
export async function reprocess({
  s3,
  sqs,
  stage,
  prefix,
  dryRun = false,
}: ReprocessOptions): Promise<number> {
  const queue = await findQueue(sqs, stage, 'inbox');
  let count = 0;
  let batch: Document[] = [];
  const flush = async () => {
    if (!dryRun && batch.length > 0) await send(sqs, queue, batch);
    batch = [];
  };
  for await (const document of latestVersions(s3, inboxBucketOf(stage, queue), prefix)) {
    count += 1;
    batch.push(document);
    if (batch.length === BATCH) await flush();
  }
  await flush();
  return count;
}

async function* latestVersions(s3: S3Client, bucket: string, prefix: string): AsyncGenerator<Document> {
  let from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
  while (from !== undefined) {
    // Asked for in URL encoding, because XML cannot carry every character that a key can.
    const page: Awaited<ReturnType<typeof listPage>> = await listPage(s3, bucket, prefix, from);
    for (const { Key, VersionId, IsLatest } of page.Versions ?? []) {
      if (IsLatest && Key !== undefined && VersionId !== undefined) {
        yield { bucket, key: decodeKey(Key), versionId: VersionId };
      }
    }
    from = page.IsTruncated
      ? {
          KeyMarker: page.NextKeyMarker === undefined ? undefined : decodeKey(page.NextKeyMarker),
          VersionIdMarker: page.NextVersionIdMarker,
        }
      : undefined;
  }
}

async function listPage(s3: S3Client, Bucket: string, Prefix: string, markers: object) {
  return await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix, EncodingType: 'url', ...markers }));
}

async function send(sqs: SQSClient, queue: FoundQueue, documents: readonly Document[]): Promise<void> {
  let left = documents.map((document, index) => ({
    Id: String(index),
    MessageBody: JSON.stringify({ reprocess: [document] } satisfies ReprocessMessage),
  }));
  for (let tries = 0; tries < TRIES && left.length > 0; tries++) {
    const { Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({ QueueUrl: queue.url, Entries: left }),
    );
    const failed = new Set(Failed.map(({ Id }) => Id));
    left = left.filter(({ Id }) => failed.has(Id));
  }
  if (left.length > 0) {
    throw new Error(`SQS did not take ${left.length} of ${documents.length} messages: run it again`);
  }
}

function decodeKey(encoded: string): string {
  return decodeURIComponent(encoded.replaceAll('+', ' '));
}
