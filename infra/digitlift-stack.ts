import { Aws, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Artefacts } from './artefacts.ts';
import { ClassifyFunction } from './classify-function.ts';
import { DocumentBucket } from './document-bucket.ts';
import { InboxQueue } from './inbox-queue.ts';
import { SegmentFunction } from './segment-function.ts';
import type { StageSettings } from './settings.ts';

export interface DigitliftStackProps extends StackProps {
  readonly settings: StageSettings;
  readonly artefacts: Artefacts;
}

/** inbox bucket -> queue -> segment -> classify, and results into the results bucket. */
export class DigitliftStack extends Stack {
  constructor(scope: Construct, id: string, { settings, artefacts, ...props }: DigitliftStackProps) {
    super(scope, id, { terminationProtection: settings.retainData, ...props });

    // Names are set, not generated: the queue's policy names the inbox before there is one, and no other bucket.
    const bucketName = (role: 'inbox' | 'results') =>
      `${this.stackName}-${role}-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
    const inboxName = bucketName('inbox');

    const inboxQueue = new InboxQueue(this, 'InboxQueue', {
      inboxName,
      consumerTimeout: Duration.seconds(settings.segment.timeoutSeconds),
    });
    const { bucket: inbox } = new DocumentBucket(this, 'Inbox', {
      bucketName: inboxName,
      keepDays: settings.inboxDays,
      retain: settings.retainData,
      notify: inboxQueue,
    });
    const { bucket: results } = new DocumentBucket(this, 'Results', {
      bucketName: bucketName('results'),
      keepDays: settings.resultsDays,
      retain: settings.retainData,
    });
    const { alias: classify } = new ClassifyFunction(this, 'Classify', { settings, artefacts });
    new SegmentFunction(this, 'Segment', {
      settings,
      code: artefacts.segment,
      inbox,
      results,
      queue: inboxQueue.queue,
      classify,
    });

    new CfnOutput(this, 'InboxBucket', { value: inbox.bucketName, description: 'Put documents here' });
    new CfnOutput(this, 'ResultsBucket', { value: results.bucketName, description: 'Find results here' });
    new CfnOutput(this, 'DeadLetterQueue', {
      value: inboxQueue.deadLetters.queueUrl,
      description: 'Announcements of documents that could not be read',
    });
  }
}
