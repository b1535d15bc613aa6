import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { arnOf, idOf, objectsOf, propertiesOf, synthesize } from './synthesize.ts';

const dev = synthesize();
const prod = synthesize({ stage: 'prod' });
const STAGES = [
  ['dev', dev],
  ['prod', prod],
] as const;

const inbox = idOf(dev, 'InboxBucket');
const results = idOf(dev, 'ResultsBucket');
const queue = idOf(dev, 'InboxQueue');
const deadLetters = idOf(dev, 'InboxQueueDeadLetters');
const queuePolicy = idOf(dev, 'InboxQueuePolicy');

/** A bucket's name, as part of the template's Fn::Join. */
const namePieces = (role: string) => [
  `digitlift-dev-${role}-`,
  { Ref: 'AWS::AccountId' },
  '-',
  { Ref: 'AWS::Region' },
];
const onlyTls = (action: string, resource: unknown) =>
  expect.objectContaining({
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: action,
    Resource: resource,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });

describe('the stack', () => {
  it('holds these resources and no others, such as hidden functions and policies', () => {
    const counts: Record<string, number> = {};
    for (const { Type } of Object.values(dev.resources)) counts[Type] = (counts[Type] ?? 0) + 1;
    expect(counts).toEqual({
      'AWS::IAM::Role': 2,
      'AWS::Lambda::Alias': 1,
      'AWS::Lambda::EventSourceMapping': 1,
      'AWS::Lambda::Function': 2,
      'AWS::Lambda::LayerVersion': 1,
      'AWS::Lambda::Version': 1,
      'AWS::Logs::LogGroup': 2,
      'AWS::S3::Bucket': 2,
      'AWS::S3::BucketPolicy': 2,
      'AWS::SQS::Queue': 2,
      'AWS::SQS::QueuePolicy': 2,
    });
  });

  it('tells where to put documents and where to find results', () => {
    dev.template.hasOutput('InboxBucket', { Value: { Ref: inbox } });
    dev.template.hasOutput('ResultsBucket', { Value: { Ref: results } });
    dev.template.hasOutput('DeadLetterQueue', { Value: { Ref: deadLetters } });
  });

  it('keeps data and itself in prod, and leaves nothing behind in dev', () => {
    const policies = ({ resources }: typeof dev) =>
      Object.values(resources)
        .filter(({ Type }) => Type === 'AWS::S3::Bucket' || Type === 'AWS::Logs::LogGroup')
        .flatMap(({ DeletionPolicy, UpdateReplacePolicy }) => [DeletionPolicy, UpdateReplacePolicy]);
    expect(policies(prod)).toEqual(Array(8).fill('Retain'));
    expect(policies(dev)).toEqual(Array(8).fill('Delete'));
    expect(prod.stack.terminationProtection).toBe(true);
    expect(dev.stack.terminationProtection).toBe(false);
  });
});

describe.each([
  ['inbox', 'Inbox', 30, 90],
  ['results', 'Results', 30, 365],
])('the %s bucket', (role, construct, devDays, prodDays) => {
  const properties = propertiesOf(dev, `${construct}Bucket`);

  it('has a name made of stack, role, account and region', () => {
    expect(properties.BucketName).toEqual({ 'Fn::Join': ['', namePieces(role)] });
  });

  it('is versioned, encrypted and never public', () => {
    expect(properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(properties.BucketEncryption).toEqual({
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    });
    expect(properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
  });

  it('takes TLS only', () => {
    const bucket = idOf(dev, `${construct}Bucket`);
    const policy = propertiesOf(dev, `${construct}BucketPolicy`);
    expect(policy.Bucket).toEqual({ Ref: bucket });
    expect(policy.PolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: [onlyTls('s3:*', [arnOf(bucket), objectsOf(bucket)])],
    });
  });

  it.each([
    ['dev', dev, devDays],
    ['prod', prod, prodDays],
  ] as const)('is emptied in time in %s', (_, stage, days) => {
    expect(propertiesOf(stage, `${construct}Bucket`).LifecycleConfiguration).toEqual({
      Rules: [
        {
          Id: 'expire',
          Status: 'Enabled',
          ExpirationInDays: days,
          NoncurrentVersionExpiration: { NoncurrentDays: 7 },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
        },
        { Id: 'remove-delete-markers', Status: 'Enabled', ExpiredObjectDeleteMarker: true },
      ],
    });
  });
});

describe('the way from the inbox to the queue', () => {
  it('announces every new object of the inbox, and none of the results', () => {
    expect(propertiesOf(dev, 'InboxBucket').NotificationConfiguration).toEqual({
      QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: arnOf(queue) }],
    });
    expect(propertiesOf(dev, 'ResultsBucket')).not.toHaveProperty('NotificationConfiguration');
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
      RedrivePolicy: { deadLetterTargetArn: arnOf(deadLetters), maxReceiveCount: 5 },
      MessageRetentionPeriod: 4 * 86_400,
      SqsManagedSseEnabled: true,
    });
    expect(propertiesOf(dev, 'InboxQueueDeadLetters')).toEqual({
      MessageRetentionPeriod: 14 * 86_400,
      SqsManagedSseEnabled: true,
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
