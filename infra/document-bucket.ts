import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { InboxQueue } from './inbox-queue.ts';

/** Days that a version stays which was overwritten or deleted: time to undo a mistake, no longer. */
export const NONCURRENT_DAYS = 7;

export interface DocumentBucketProps {
  readonly bucketName: string;
  readonly key: IKey;
  /** Where S3 records who touched an object; below this bucket's construct id. */
  readonly accessLogs: IBucket;
  /** Days until an object is deleted, whatever its prefix. @default never */
  readonly keepDays?: number;
  /** Keep the bucket when the stack is deleted; otherwise it goes, if it is empty. */
  readonly retain: boolean;
  /** Told of every new object. @default nobody */
  readonly notify?: InboxQueue;
}

/** A bucket for documents or what belongs to them: versioned, encrypted, TLS only, never public, emptied in time. */
export class DocumentBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: DocumentBucketProps) {
    super(scope, id);
    const { bucketName, key, accessLogs, keepDays, retain, notify } = props;
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName,
      versioned: true,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      // One call of KMS for many objects instead of one for each.
      bucketKeyEnabled: true,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: `${id.toLowerCase()}/`,
      removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      lifecycleRules: [
        {
          id: 'expire',
          ...(keepDays !== undefined && { expiration: Duration.days(keepDays) }),
          noncurrentVersionExpiration: Duration.days(NONCURRENT_DAYS),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
        // S3 takes no rule that expires both objects and the markers left of them.
        { id: 'remove-delete-markers', expiredObjectDeleteMarker: true },
      ],
    });
    if (notify !== undefined) this.#notify(notify);
  }

  /** Set on the resource itself: addEventNotification would deploy a Python function with a managed policy to do it. */
  #notify({ queue, policy }: InboxQueue): void {
    const resource = this.bucket.node.defaultChild as CfnBucket;
    resource.notificationConfiguration = {
      queueConfigurations: [{ event: 's3:ObjectCreated:*', queue: queue.queueArn }],
    };
    // S3 sends a test message when the notification is set, and refuses the bucket if the queue does not take it.
    resource.node.addDependency(policy);
  }
}
