import type { SQSEvent } from 'aws-lambda';
import type { InboxObject } from '../../../functions/segment/event.ts';
import { type ModelIdentity, NOT_A_DIGIT } from '../../../lib/document/model-identity.ts';
import type { Result } from '../../../lib/document/result.ts';
import { failingClassifier } from '../../classify/fake-classifier.ts';

export const MODEL: ModelIdentity = {
  version: 'test',
  sha256: 'a'.repeat(64),
  classes: [...'0123456789', NOT_A_DIGIT],
};

export const NEVER_ASKED = failingClassifier(new Error('The classifier is not asked in this test'));

/** As S3 encodes a key in its events: percent-encoded UTF-8 with a plus for a space. */
export function encodeKey(key: string): string {
  return encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
}

/** The body of the notification that S3 sends for these objects, with the members that it really has. */
export function notification(...objects: readonly InboxObject[]): string {
  return JSON.stringify({
    Records: objects.map(({ bucket, key, versionId }) => ({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'eu-west-1',
      eventTime: '2026-01-01T00:00:00.000Z',
      eventName: 'ObjectCreated:Put',
      s3: {
        s3SchemaVersion: '1.0',
        configurationId: 'inbox',
        bucket: { name: bucket, ownerIdentity: { principalId: 'X' }, arn: `arn:aws:s3:::${bucket}` },
        object: {
          key: encodeKey(key),
          size: 1,
          eTag: 'e',
          sequencer: '0',
          ...(versionId ? { versionId } : {}),
        },
      },
    })),
  });
}

export const TEST_EVENT = JSON.stringify({
  Service: 'Amazon S3',
  Event: 's3:TestEvent',
  Time: '2026-01-01T00:00:00.000Z',
  Bucket: 'inbox',
  RequestId: 'R',
  HostId: 'H',
});

/** One SQS message for each body; the ids are `message-0` and so on. */
export function sqsEvent(...bodies: readonly string[]): SQSEvent {
  return {
    Records: bodies.map((body, index) => ({
      messageId: `message-${index}`,
      receiptHandle: 'r',
      body,
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '0',
        SenderId: 's',
        ApproximateFirstReceiveTimestamp: '0',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-west-1:000000000000:inbox',
      awsRegion: 'eu-west-1',
    })),
  };
}

export function resultOf(key: string, numbers: readonly string[]): Result {
  const box = { x: 0, y: 0, width: 1, height: 1 };
  return {
    schemaVersion: 1,
    document: { container: 'inbox', key, sha256: 'b'.repeat(64), kind: 'png' },
    status: 'review',
    reasons: [],
    pages: [
      {
        index: 0,
        width: 10,
        height: 10,
        dpi: 200,
        dpiSource: 'estimated',
        turned: 0,
        skew: 0,
        quality: [],
        numbers: numbers.map((text) => ({ text, box, confidence: 0.9, kind: 'handwritten', glyphs: [] })),
      },
    ],
    fields: {},
    model: MODEL,
  };
}
