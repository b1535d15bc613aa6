import { Aws, CfnOutput, Duration, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AccessLogBucket } from './access-log-bucket.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { Alarms } from './alarms.ts';
import { ApiFunction } from './api-function.ts';
import type { Artefacts } from './artefacts.ts';
import { ClassifyFunction } from './classify-function.ts';
import { Dashboard } from './dashboard.ts';
import { DataKey, type DataKeyProps } from './data-key.ts';
import { DocumentApi } from './document-api.ts';
import { DocumentBucket } from './document-bucket.ts';
import { DocumentMetrics } from './document-metrics.ts';
import { DEFAULT_BUS } from './event-bus.ts';
import { InboxQueue } from './inbox-queue.ts';
import { SegmentFunction } from './segment-function.ts';
import type { StageName, StageSettings } from './settings.ts';

export interface DigitliftStackProps extends StackProps {
  readonly stage: StageName;
  readonly settings: StageSettings;
  readonly artefacts: Artefacts;
}

/** inbox bucket -> queue -> segment -> classify, and results into the results bucket; the same by HTTP; and who is told. */
export class DigitliftStack extends Stack {
  constructor(scope: Construct, id: string, { stage, settings, artefacts, ...props }: DigitliftStackProps) {
    super(scope, id, { terminationProtection: settings.retainData, ...props });
    Tags.of(this).add('application', 'digitlift');
    Tags.of(this).add('stage', stage);

    const { keys, inbox, results, templates, inboxQueue } = this.#data(settings);
    const classify = new ClassifyFunction(this, 'Classify', { settings, artefacts });
    const segment = new SegmentFunction(this, 'Segment', {
      settings,
      code: artefacts.segment,
      inbox,
      results,
      templates,
      queue: inboxQueue.queue,
      classify: classify.alias,
      eventBus: DEFAULT_BUS,
      keys,
    });
    const api = new ApiFunction(this, 'ApiHandler', { settings, code: artefacts.api, inbox, results, keys });
    const documentApi = new DocumentApi(this, 'DocumentApi', { settings, handler: api.alias });

    const documents = new DocumentMetrics(this, 'Metrics', {
      namespace: `Digitlift/${this.stackName}`,
      logGroup: segment.logGroup,
    });
    const { topic } = new AlarmTopic(this, 'Alerts', { settings });
    const functions = { segment: segment.handler, classify: classify.handler, api: api.handler };
    const alarms = new Alarms(this, 'Alarms', {
      settings: settings.alarms,
      topic,
      inboxQueue,
      functions,
      documents,
      apiFailures: documentApi.failures,
    });
    new Dashboard(this, 'Overview', { alarms, documents, inboxQueue, functions });

    this.#tell('InboxBucket', inbox.bucketName, 'Put documents here');
    this.#tell('ResultsBucket', results.bucketName, 'Find results here');
    this.#tell('TemplatesBucket', templates.bucketName, 'Put templates of your own here');
    this.#tell(
      'DeadLetterQueue',
      inboxQueue.deadLetters.queueUrl,
      'Announcements that could not be dealt with',
    );
    this.#tell('ApiUrl', documentApi.url, 'The HTTP API of docs/openapi.json');
    this.#tell('AlarmTopic', topic.topicArn, 'Subscribe here to be told of alarms');
  }

  /** Buckets, queues and the keys of each class of data. */
  #data(settings: StageSettings) {
    const retain = settings.retainData;
    const dataKey = (id: string, props: Omit<DataKeyProps, 'retain'>) =>
      new DataKey(this, id, { ...props, retain }).key;
    // Names are set, not generated: the queue's policy names the inbox before there is one, and no other bucket.
    const bucketName = (role: string) => `${this.stackName}-${role}-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
    const inboxArn = `arn:${Aws.PARTITION}:s3:::${bucketName('inbox')}`;
    const keys = {
      inbox: dataKey('InboxKey', { description: 'Digitlift: documents', arn: settings.keys.inbox }),
      results: dataKey('ResultsKey', {
        description: 'Digitlift: results and templates',
        arn: settings.keys.results,
      }),
      queue: dataKey('QueueKey', {
        description: 'Digitlift: announcements of documents',
        arn: settings.keys.queue,
        user: { service: 's3.amazonaws.com', sourceArn: inboxArn },
      }),
    };
    const inboxQueue = new InboxQueue(this, 'InboxQueue', {
      queueName: `${this.stackName}-inbox`,
      deadLettersName: `${this.stackName}-dead-letters`,
      inboxArn,
      key: keys.queue,
      consumerTimeout: Duration.seconds(settings.segment.timeoutSeconds),
    });
    const { bucket: accessLogs } = new AccessLogBucket(this, 'AccessLogs', {
      bucketName: bucketName('access-logs'),
      keepDays: settings.accessLogDays,
      retain,
    });
    const { bucket: inbox } = new DocumentBucket(this, 'Inbox', {
      bucketName: bucketName('inbox'),
      key: keys.inbox,
      accessLogs,
      keepDays: settings.inboxDays,
      retain,
      notify: inboxQueue,
    });
    const { bucket: results } = new DocumentBucket(this, 'Results', {
      bucketName: bucketName('results'),
      key: keys.results,
      accessLogs,
      keepDays: settings.resultsDays,
      retain,
    });
    // A bucket of their own: they do not expire with the documents, and who may send documents may not change them.
    const { bucket: templates } = new DocumentBucket(this, 'Templates', {
      bucketName: bucketName('templates'),
      key: keys.results,
      accessLogs,
      retain,
    });
    return { keys, inbox, results, templates, inboxQueue };
  }

  #tell(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }
}
