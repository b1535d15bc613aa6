import { join } from 'node:path';
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { EVENT_SOURCE } from '../../../functions/segment/result-event.ts';
import { MAX_RECEIVES } from '../../../infra/inbox-queue.ts';
import { chooseStage } from '../../../infra/settings.ts';
import { type Lambda, startLambda } from './lambda.ts';
import { startMoto } from './moto.ts';
import { type Poller, startPoller } from './poller.ts';

export const INBOX = 'digitlift-inbox';
export const RESULTS = 'digitlift-results';

export interface LocalCloudOptions {
  /** What `npm run build` leaves: `functions/segment`, `functions/classify` and `layer`. */
  readonly dist: string;
  /** @default that of the stage dev */
  readonly batchSize?: number;
  /** See PollerOptions. @default false */
  readonly hurry?: boolean;
  /** More of the segment function's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface LocalCloud {
  /** Where S3, SQS and EventBridge answer. */
  readonly url: string;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly deadLettersUrl: string;
  /** A queue that the event bus passes every event of a result on to. */
  readonly eventsUrl: string;
  readonly lambda: Lambda;
  readonly poller: Poller;
  stop(): Promise<void>;
}

const EVENT_BUS = 'digitlift';
const CLIENT = { region: 'eu-west-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

/**
 * The stack on loopback: the inbox bucket tells the queue, a poller calls the packaged segment function with what it finds
 * there, that calls the packaged classify function with the layer, and writes to the results bucket. Memory, timeouts and
 * receives are those of the stage dev.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { settings } = chooseStage(() => undefined);
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const moto = await startMoto();
    stops.push(moto.stop);
    const s3 = new S3Client({ ...CLIENT, endpoint: moto.url, forcePathStyle: true });
    const sqs = new SQSClient({ ...CLIENT, endpoint: moto.url });
    const queues = await createQueues(sqs, 6 * settings.segment.timeoutSeconds);
    await createBuckets(s3, queues.queueArn);
    const eventsUrl = await createEventBus(sqs, moto.url);

    const classify = await startLambda([
      {
        ...settings.classify,
        name: 'classify',
        folder: join(options.dist, 'functions/classify'),
        // Lambda unpacks the layer below /opt, which a test may not write to.
        env: { MODEL_DIR: join(options.dist, 'layer/model') },
      },
    ]);
    stops.push(classify.stop);
    const segment = await startLambda([
      {
        ...settings.segment,
        name: 'segment',
        folder: join(options.dist, 'functions/segment'),
        env: {
          RESULTS_BUCKET: RESULTS,
          CLASSIFY_FUNCTION: 'arn:aws:lambda:eu-west-1:123456789012:function:classify:live',
          EVENT_BUS,
          OVERLAY: String(settings.segment.overlay),
          MAX_MISREAD: String(settings.segment.maxMisread),
          AWS_ENDPOINT_URL: moto.url,
          AWS_ENDPOINT_URL_LAMBDA: classify.url,
          ...options.env,
        },
      },
    ]);
    stops.push(segment.stop);
    const poller = startPoller({
      sqs,
      lambda: new LambdaClient({ ...CLIENT, endpoint: segment.url, maxAttempts: 1 }),
      ...queues,
      functionName: 'segment',
      batchSize: options.batchSize ?? settings.segment.batchSize,
      concurrency: 1,
      hurry: options.hurry ?? false,
    });
    stops.push(poller.stop);
    const lambda: Lambda = {
      ...segment,
      sandboxes: { ...segment.sandboxes, ...classify.sandboxes },
      invoked: classify.invoked,
    };
    return { url: moto.url, s3, sqs, ...queues, eventsUrl, lambda, poller, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function createQueues(sqs: SQSClient, visibilitySeconds: number) {
  const deadLettersUrl = await createQueue(sqs, 'dead-letters', {});
  const deadLetterTargetArn = await arnOf(sqs, deadLettersUrl);
  const queueUrl = await createQueue(sqs, 'inbox', {
    VisibilityTimeout: String(visibilitySeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: MAX_RECEIVES }),
  });
  return { queueUrl, queueArn: await arnOf(sqs, queueUrl), deadLettersUrl };
}

async function createEventBus(sqs: SQSClient, endpoint: string): Promise<string> {
  const events = new EventBridgeClient({ ...CLIENT, endpoint });
  await events.send(new CreateEventBusCommand({ Name: EVENT_BUS }));
  const rule = { EventBusName: EVENT_BUS, Name: 'results' };
  await events.send(
    new PutRuleCommand({ ...rule, EventPattern: JSON.stringify({ source: [EVENT_SOURCE] }) }),
  );
  const url = await createQueue(sqs, 'events', {});
  const { EventBusName, Name: Rule } = rule;
  await events.send(
    new PutTargetsCommand({ EventBusName, Rule, Targets: [{ Id: 'queue', Arn: await arnOf(sqs, url) }] }),
  );
  return url;
}

async function createQueue(sqs: SQSClient, name: string, attributes: Record<string, string>) {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  if (QueueUrl === undefined) throw new Error(`Expected a URL for the queue ${name} but received none`);
  return QueueUrl;
}

async function arnOf(sqs: SQSClient, url: string): Promise<string> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
  );
  if (Attributes?.QueueArn === undefined) throw new Error(`Expected an ARN for ${url} but received none`);
  return Attributes.QueueArn;
}

async function createBuckets(s3: S3Client, queueArn: string): Promise<void> {
  for (const Bucket of [INBOX, RESULTS]) {
    await s3.send(
      new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }),
    );
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  }
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket: INBOX,
      NotificationConfiguration: {
        QueueConfigurations: [{ Events: ['s3:ObjectCreated:*'], QueueArn: queueArn }],
      },
    }),
  );
}
