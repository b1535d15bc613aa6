import { describe, expect, it } from 'vitest';
import { arnOf, idOf, objectsOf, propertiesOf, synthesize } from './synthesize.ts';

const dev = synthesize();
const prod = synthesize({ stage: 'prod' });

const inbox = idOf(dev, 'InboxBucket');
const results = idOf(dev, 'ResultsBucket');
const templates = idOf(dev, 'TemplatesBucket');
const queue = idOf(dev, 'InboxQueue');
const classify = idOf(dev, 'ClassifyFunctionAliaslive');
const [inboxKey, resultsKey, queueKey] = ['InboxKey', 'ResultsKey', 'QueueKey'].map((name) =>
  arnOf(idOf(dev, name)),
);

const allow = (Sid: string, Action: string | string[], Resource: unknown, Condition?: object) => ({
  Sid,
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const below = (bucket: string, prefix: string) => ({ 'Fn::Join': ['', [arnOf(bucket), `/${prefix}*`]] });

function expectRights(name: string, statements: readonly object[]): void {
  const role = idOf(dev, `${name}RightsRole`);
  expect(propertiesOf(dev, `${name}Function`).Role).toEqual(arnOf(role));
  const { Tags: _, ...properties } = dev.resources[role]!.Properties;
  // All of it: no managed policy beside the one that is written here.
  expect(properties).toEqual({
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
      ],
    },
    Policies: [
      {
        PolicyName: 'permissions',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            // The ARN of a log group ends in :*, its streams.
            allow(
              'WriteLog',
              ['logs:CreateLogStream', 'logs:PutLogEvents'],
              arnOf(idOf(dev, `${name}RightsLogs`)),
            ),
            allow('WriteTraces', ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], '*'),
            ...statements,
          ],
        },
      },
    ],
  });
}

describe('rights', () => {
  it('of classify: its log and its traces', () => {
    expectRights('Classify', []);
  });

  it('of segment: read the inbox and templates, write results and tell of them, call classify, consume the queue', () => {
    expectRights('Segment', [
      allow('ReadDocuments', ['s3:GetObject', 's3:GetObjectVersion'], objectsOf(inbox)),
      allow('WriteResults', ['s3:GetObject', 's3:PutObject'], objectsOf(results)),
      allow('FindResults', 's3:ListBucket', arnOf(results)),
      allow('ReadTemplates', 's3:GetObject', below(templates, 'templates/')),
      allow('ListTemplates', 's3:ListBucket', arnOf(templates), {
        StringLike: { 's3:prefix': 'templates/*' },
      }),
      allow('Decrypt', 'kms:Decrypt', [inboxKey, queueKey, resultsKey]),
      allow('EncryptResults', 'kms:GenerateDataKey', resultsKey),
      allow('InvokeClassify', 'lambda:InvokeFunction', { Ref: classify }),
      allow(
        'ConsumeQueue',
        ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
        arnOf(queue),
      ),
      allow(
        'TellOfResults',
        'events:PutEvents',
        {
          'Fn::Join': [
            '',
            [
              'arn:',
              { Ref: 'AWS::Partition' },
              ':events:',
              { Ref: 'AWS::Region' },
              ':',
              { Ref: 'AWS::AccountId' },
              ':event-bus/default',
            ],
          ],
        },
        { StringEquals: { 'events:source': 'digitlift' } },
      ),
    ]);
  });

  it('of the API: store and find what comes in by HTTP, and nothing else', () => {
    expectRights('ApiHandler', [
      allow('StoreDocuments', 's3:PutObject', below(inbox, 'api/')),
      allow('ReadResults', 's3:GetObject', below(results, 'api/')),
      allow('FindDocuments', 's3:ListBucket', [arnOf(inbox), arnOf(results)], {
        StringLike: { 's3:prefix': 'api/*' },
      }),
      allow('EncryptDocuments', 'kms:GenerateDataKey', inboxKey),
      allow('DecryptResults', 'kms:Decrypt', resultsKey),
    ]);
  });

  it.each([
    ['dev', dev],
    ['prod', prod],
  ] as const)(
    'are nowhere in %s given by a wildcard action, or on every resource but for traces',
    (_, stage) => {
      // In a key's policy * is that key.
      const resources = Object.values(stage.resources).filter(({ Type }) => Type !== 'AWS::KMS::Key');
      const allowed = resources.flatMap(allowStatements);
      expect(allowed.length).toBeGreaterThanOrEqual(20);
      for (const statement of allowed) {
        expect([statement.Action].flat().filter((action) => String(action).includes('*'))).toEqual([]);
        if (statement.Sid !== 'WriteTraces') expect([statement.Resource].flat()).not.toContain('*');
        expect(statement).not.toHaveProperty('NotAction');
        expect(statement).not.toHaveProperty('NotResource');
      }
    },
  );
});

/** Every statement with Effect Allow, however deep it lies. */
function allowStatements(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const nested = Object.values(value).flatMap(allowStatements);
  return 'Effect' in value && value.Effect === 'Allow' ? [{ ...value }, ...nested] : nested;
}
