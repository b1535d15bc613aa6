import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { arnOf, idOf, namePieces, propertiesOf, synthesize } from './synthesize.ts';

const dev = synthesize();
const brought = (n: number) =>
  `arn:aws:kms:eu-west-1:123456789012:key/0000000${n}-0000-0000-0000-000000000000`;
const policySchema = z.object({ Statement: z.array(z.record(z.string(), z.unknown())) });
const ownAccount = { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } };
const statementsOf = (key: string) => policySchema.parse(propertiesOf(dev, key).KeyPolicy).Statement;

describe.each(['InboxKey', 'ResultsKey', 'QueueKey', 'AlertsKey'])('%s', (key) => {
  it('is changed every year', () => {
    expect(propertiesOf(dev, key)).toMatchObject({ EnableKeyRotation: true, PendingWindowInDays: 30 });
  });

  it("leaves to the account's own policies who may use it, action by action", () => {
    const [account] = statementsOf(key);
    expect(account).toMatchObject({
      Sid: 'AccountDecides',
      Effect: 'Allow',
      Principal: {
        AWS: {
          'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':root']],
        },
      },
      Resource: '*',
    });
    const actions = z.array(z.string()).parse(account!.Action);
    expect(actions.filter((action) => !/^kms:[A-Za-z]+$/.test(action))).toEqual([]);
    // Without the first nobody could ever change this policy again (AWS KMS, "Default key policy").
    expect(actions).toEqual(
      expect.arrayContaining(['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:Decrypt']),
    );
  });
});

describe('services that encrypt on their own account', () => {
  const use = (service: string, sourceArn: unknown) => ({
    Sid: 'ServiceEncrypts',
    Effect: 'Allow',
    Principal: { Service: service },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: '*',
    Condition: { ArnLike: { 'aws:SourceArn': sourceArn }, StringEquals: ownAccount },
  });

  it('are S3 for announcements of the inbox, by its name', () => {
    const [name, ...pieces] = namePieces('inbox');
    expect(statementsOf('QueueKey').slice(1)).toEqual([
      use('s3.amazonaws.com', {
        'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:s3:::${name}`, ...pieces]],
      }),
    ]);
  });

  it("are CloudWatch for this stack's alarms", () => {
    expect(statementsOf('AlertsKey').slice(1)).toEqual([
      use('cloudwatch.amazonaws.com', {
        'Fn::Join': [
          '',
          [
            'arn:',
            { Ref: 'AWS::Partition' },
            ':cloudwatch:',
            { Ref: 'AWS::Region' },
            ':',
            { Ref: 'AWS::AccountId' },
            ':alarm:digitlift-dev-*',
          ],
        ],
      }),
    ]);
  });

  it('are none for documents and results', () => {
    for (const key of ['InboxKey', 'ResultsKey']) expect(statementsOf(key)).toHaveLength(1);
  });
});

describe('keys that the user brings', () => {
  const stack = synthesize({
    inboxKey: brought(1),
    resultsKey: brought(2),
    queueKey: brought(3),
    alertsKey: brought(4),
  });

  it('take the place of those that would be made', () => {
    stack.template.resourceCountIs('AWS::KMS::Key', 0);
    const keyOf = (bucket: string) => propertiesOf(stack, bucket).BucketEncryption;
    expect(JSON.stringify(keyOf('InboxBucket'))).toContain(brought(1));
    expect(JSON.stringify(keyOf('ResultsBucket'))).toContain(brought(2));
    expect(propertiesOf(stack, 'InboxQueue').KmsMasterKeyId).toBe(brought(3));
    expect(propertiesOf(stack, 'InboxQueueDeadLetters').KmsMasterKeyId).toBe(brought(3));
    expect(propertiesOf(stack, 'AlertsTopic').KmsMasterKeyId).toBe(brought(4));
  });

  it('are the ones that the roles may use', () => {
    const policies = JSON.stringify(propertiesOf(stack, 'SegmentRightsRole').Policies);
    for (const n of [1, 2, 3]) expect(policies).toContain(brought(n));
    expect(policies).not.toContain(brought(4));
  });

  it('can be some, with the others made', () => {
    const some = synthesize({ inboxKey: brought(1) });
    some.template.resourceCountIs('AWS::KMS::Key', 3);
    expect(propertiesOf(some, 'InboxQueue').KmsMasterKeyId).toEqual(arnOf(idOf(some, 'QueueKey')));
  });
});
