import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Alias, Code, EventSourceMapping, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { architectureOf, HANDLER, RUNTIME } from './lambda-platform.ts';
import { LambdaRole } from './lambda-role.ts';
import type { StageSettings } from './settings.ts';

export interface SegmentFunctionProps {
  readonly settings: StageSettings;
  /** Folder of the built function. */
  readonly code: string;
  readonly inbox: Bucket;
  readonly results: Bucket;
  readonly queue: Queue;
  readonly classify: Alias;
}

/** Takes the announcements of documents off the queue, reads each document and writes its result. */
export class SegmentFunction extends Construct {
  readonly handler: LambdaFunction;

  constructor(scope: Construct, id: string, props: SegmentFunctionProps) {
    super(scope, id);
    const { settings, code, results, queue, classify } = props;
    const { role, logGroup } = new LambdaRole(this, 'Rights', {
      logRetention: settings.logRetention,
      retainLogs: settings.retainData,
      statements: statementsFor(props),
    });
    this.handler = new LambdaFunction(this, 'Function', {
      description: 'Digitlift: reads documents from the inbox and writes results',
      runtime: RUNTIME,
      architecture: architectureOf(settings.architecture),
      handler: HANDLER,
      code: Code.fromAsset(code),
      memorySize: settings.segment.memoryMb,
      timeout: Duration.seconds(settings.segment.timeoutSeconds),
      role,
      logGroup,
      // As functions/segment/env.ts reads them.
      environment: {
        RESULTS_BUCKET: results.bucketName,
        CLASSIFY_FUNCTION: classify.functionArn,
        OVERLAY: String(settings.segment.overlay),
        MAX_MISREAD: String(settings.segment.maxMisread),
      },
    });
    // Not SqsEventSource, which would add a policy of its own to the role.
    new EventSourceMapping(this, 'Source', {
      target: this.handler,
      eventSourceArn: queue.queueArn,
      batchSize: settings.segment.batchSize,
      maxConcurrency: settings.segment.maxConcurrency,
      reportBatchItemFailures: true,
    });
  }
}

function statementsFor({ inbox, results, queue, classify }: SegmentFunctionProps): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'ReadDocuments',
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: [inbox.arnForObjects('*')],
    }),
    new PolicyStatement({
      sid: 'WriteResults',
      actions: ['s3:PutObject'],
      resources: [results.arnForObjects('*')],
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
  ];
}
