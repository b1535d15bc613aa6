import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { arnOf, idOf, namePieces, onlyTls, propertiesOf, synthesize } from './synthesize.ts';

const dev = synthesize();
const prod = synthesize({ stage: 'prod' });
const STAGES = [
  ['dev', dev],
  ['prod', prod],
] as const;

const inbox = idOf(dev, 'InboxBucket');
const queue = idOf(dev, 'InboxQueue');
const deadLetters = idOf(dev, 'InboxQueueDeadLetters');
const queuePolicy = idOf(dev, 'InboxQueuePolicy');
const queueKey = idOf(dev, 'QueueKey');

describe('the way from the inbox to the queue', () => {
  it('announces every new object of the inbox, and none of the other buckets', () => {
    expect(propertiesOf(dev, 'InboxBucket').NotificationConfiguration).toEqual({
      QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: arnOf(queue) }],
    });
    for (const bucket of ['ResultsBucket', 'TemplatesBucket', 'AccessLogsBucket']) {
      expect(propertiesOf(dev, bucket)).not.toHaveProperty('NotificationConfiguration');
    }
  });

  it('lets only the inbox of this account send, before there is an inbox', () => {
    expect(propertiesOf(dev, 'InboxQueuePolicy')).toEqual({
      Queues: [{ Ref: queue }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'InboxBucketSends',
            Effect: 'Allow',
            Principal: { Service: 's3.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: arnOf(queue),
            Condition: {
              ArnEquals: {
                'aws:SourceArn': {
                  'Fn::Join': [
                    '',
                    [
                      'arn:',
                      { Ref: 'AWS::Partition' },
                      `:s3:::${namePieces('inbox')[0]}`,
                      ...namePieces('inbox').slice(1),
                    ],
                  ],
                },
              },
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
            },
          },
          onlyTls('sqs:*', arnOf(queue)),
        ],
      },
    });
    expect(dev.resources[inbox]!.DependsOn).toEqual([queuePolicy]);
  });

  it.each(STAGES)('hides a message for six timeouts of its reader in %s', (_, stage) => {
    const { VisibilityTimeout } = propertiesOf(stage, 'InboxQueue');
    const { Timeout } = propertiesOf(stage, 'SegmentFunction');
    expect(Timeout).toBeGreaterThan(0);
    expect(VisibilityTimeout).toBe(6 * Number(Timeout));
  });

  it('gives a message up after five deliveries, and keeps it for 14 days then', () => {
    expect(propertiesOf(dev, 'InboxQueue')).toMatchObject({
      QueueName: 'digitlift-dev-inbox',
      RedrivePolicy: { deadLetterTargetArn: arnOf(deadLetters), maxReceiveCount: 5 },
      MessageRetentionPeriod: 4 * 86_400,
      KmsMasterKeyId: arnOf(queueKey),
    });
    expect(propertiesOf(dev, 'InboxQueueDeadLetters')).toMatchObject({
      QueueName: 'digitlift-dev-dead-letters',
      MessageRetentionPeriod: 14 * 86_400,
      KmsMasterKeyId: arnOf(queueKey),
    });
    expect(propertiesOf(dev, 'InboxQueueDeadLettersPolicy')).toEqual({
      Queues: [{ Ref: deadLetters }],
      PolicyDocument: { Version: '2012-10-17', Statement: [onlyTls('sqs:*', arnOf(deadLetters))] },
    });
  });

  it.each(STAGES)(
    'keeps a document longer than its announcement may wait to be redriven, in %s',
    (_, stage) => {
      const { LifecycleConfiguration } = propertiesOf(stage, 'InboxBucket');
      const { MessageRetentionPeriod } = propertiesOf(stage, 'InboxQueueDeadLetters');
      const days = z.object({ Rules: z.tuple([z.object({ ExpirationInDays: z.number() })], z.unknown()) });
      const [{ ExpirationInDays }] = days.parse(LifecycleConfiguration).Rules;
      expect(ExpirationInDays * 86_400).toBeGreaterThan(Number(MessageRetentionPeriod));
    },
  );
});
