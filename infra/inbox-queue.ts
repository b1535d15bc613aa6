import { Aws, Duration, Validations } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, QueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** Deliveries of a message before it is given up to the dead-letter queue. */
export const MAX_RECEIVES = 5;
/** As long as SQS keeps anything. The time already spent in the inbox queue counts. */
export const DEAD_LETTER_DAYS = 14;
/** Times the consumer's timeout, so that a retry after throttling finds the message still hidden (AWS Lambda, "Using Lambda with Amazon SQS"). */
const VISIBILITY_TIMEOUTS = 6;

export interface InboxQueueProps {
  /** Names of the two queues, which commands find them by. */
  readonly queueName: string;
  readonly deadLettersName: string;
  /** ARN of the one bucket that may send here; made of its name, because the bucket itself waits for this queue's policy. */
  readonly inboxArn: string;
  readonly key: IKey;
  /** Timeout of the function that reads the queue. */
  readonly consumerTimeout: Duration;
}

/** Where S3 announces documents, and where those announcements end that could not be dealt with. */
export class InboxQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly policy: QueuePolicy;

  constructor(scope: Construct, id: string, props: InboxQueueProps) {
    super(scope, id);
    const { queueName, deadLettersName, inboxArn, key, consumerTimeout } = props;
    const encryption = { encryption: QueueEncryption.KMS, encryptionMasterKey: key };
    this.deadLetters = new Queue(this, 'DeadLetters', {
      queueName: deadLettersName,
      retentionPeriod: Duration.days(DEAD_LETTER_DAYS),
      ...encryption,
      enforceSSL: true,
    });
    this.queue = new Queue(this, 'Queue', {
      queueName,
      visibilityTimeout: Duration.seconds(VISIBILITY_TIMEOUTS * consumerTimeout.toSeconds()),
      retentionPeriod: Duration.days(4),
      ...encryption,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVES },
    });
    // One policy with all statements: a queue has room for one, and the last written would win.
    this.policy = new QueuePolicy(this, 'Policy', { queues: [this.queue] });
    this.policy.document.addStatements(
      new PolicyStatement({
        sid: 'InboxBucketSends',
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: {
          ArnEquals: { 'aws:SourceArn': inboxArn },
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        },
      }),
      new PolicyStatement({
        sid: 'DenyWithoutTls',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['sqs:*'],
        resources: [this.queue.queueArn],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
    Validations.of(this.deadLetters).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason: 'This is the dead-letter queue: nothing consumes it, people redrive it (docs/runbook.md).',
    });
  }
}
