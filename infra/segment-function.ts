import { Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { EventSourceMapping, type IFunction, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledgeObjects } from './acknowledge-objects.ts';
import { createFunction } from './create-function.ts';
import type { EventBus } from './event-bus.ts';
import type { SegmentFunctionSettings, StageSettings } from './settings.ts';

export interface SegmentFunctionProps {
  readonly settings: StageSettings;
  /** Folder of the built function. */
  readonly code: string;
  readonly inbox: Bucket;
  readonly results: Bucket;
  /** The user's own templates. */
  readonly templates: Bucket;
  readonly queue: Queue;
  readonly classify: IFunction;
  readonly eventBus: EventBus;
  /** Of the inbox, the results (and templates) and the queue. */
  readonly keys: { readonly inbox: IKey; readonly results: IKey; readonly queue: IKey };
}

/** Takes the announcements of documents off the queue, reads each document, writes its result and tells of it. */
export class SegmentFunction extends Construct {
  readonly handler: LambdaFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: SegmentFunctionProps) {
    super(scope, id);
    const { settings, code, queue, inbox, results, templates } = props;
    const { handler, logGroup, alias } = createFunction(this, {
      description: 'Digitlift: reads documents from the inbox and writes results',
      settings,
      size: settings.segment,
      code,
      environment: environmentFor(settings.segment, props),
      statements: statementsFor(settings.segment, props),
    });
    this.handler = handler;
    this.logGroup = logGroup;
    // Not SqsEventSource, which would add a policy of its own to the role.
    const source = new EventSourceMapping(this, 'Source', {
      target: alias,
      eventSourceArn: queue.queueArn,
      batchSize: settings.segment.batchSize,
      maxConcurrency: settings.segment.maxConcurrency,
      reportBatchItemFailures: true,
    });
    Validations.of(source).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'Lambda knows no such destination for SQS: the queue itself gives up to its dead-letter queue.',
    });
    acknowledgeObjects(this, [
      [inbox, '*', 'Documents have the keys that their senders gave them.'],
      [results, '*', 'Results have the keys of their documents.'],
      [
        templates,
        `${settings.segment.templatesPrefix}*`,
        'Templates have the names that their writers gave them.',
      ],
    ]);
  }
}

/** As functions/segment/env.ts reads them. */
function environmentFor(
  { overlay, maxMisread, country, timeZone, templatesPrefix }: SegmentFunctionSettings,
  { results, templates, classify, eventBus }: SegmentFunctionProps,
): Record<string, string> {
  return {
    RESULTS_BUCKET: results.bucketName,
    CLASSIFY_FUNCTION: classify.functionArn,
    OVERLAY: String(overlay),
    MAX_MISREAD: String(maxMisread),
    TIME_ZONE: timeZone,
    EVENT_BUS: eventBus.name,
    TEMPLATES_BUCKET: templates.bucketName,
    TEMPLATES_PREFIX: templatesPrefix,
    ...(country !== undefined && { COUNTRY: country }),
  };
}

function statementsFor(
  { templatesPrefix }: SegmentFunctionSettings,
  { inbox, results, templates, queue, classify, eventBus, keys }: SegmentFunctionProps,
): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'ReadDocuments',
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: [inbox.arnForObjects('*')],
    }),
    // Reads what another delivery of the same announcement wrote, to tell of it.
    new PolicyStatement({
      sid: 'WriteResults',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [results.arnForObjects('*')],
    }),
    // A missing object looks like a forbidden one to a role that may not list; and a cash letter's checks are found so.
    new PolicyStatement({
      sid: 'FindResults',
      actions: ['s3:ListBucket'],
      resources: [results.bucketArn],
    }),
    new PolicyStatement({
      sid: 'ReadTemplates',
      actions: ['s3:GetObject'],
      resources: [templates.arnForObjects(`${templatesPrefix}*`)],
    }),
    new PolicyStatement({
      sid: 'ListTemplates',
      actions: ['s3:ListBucket'],
      resources: [templates.bucketArn],
      conditions: { StringLike: { 's3:prefix': `${templatesPrefix}*` } },
    }),
    new PolicyStatement({
      sid: 'Decrypt',
      actions: ['kms:Decrypt'],
      resources: [keys.inbox.keyArn, keys.results.keyArn, keys.queue.keyArn],
    }),
    new PolicyStatement({
      sid: 'EncryptResults',
      actions: ['kms:GenerateDataKey'],
      resources: [keys.results.keyArn],
    }),
    new PolicyStatement({
      sid: 'InvokeClassify',
      actions: ['lambda:InvokeFunction'],
      resources: [classify.functionArn],
    }),
    new PolicyStatement({
      sid: 'ConsumeQueue',
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      resources: [queue.queueArn],
    }),
    new PolicyStatement({
      sid: 'TellOfResults',
      actions: ['events:PutEvents'],
      resources: [eventBus.arn],
      conditions: { StringEquals: { 'events:source': 'digitlift' } },
    }),
  ];
}
