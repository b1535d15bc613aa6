import { describe, expect, it } from 'vitest';
import { idOf, synthesize } from './synthesize.ts';

const dev = synthesize();
const prod = synthesize({ stage: 'prod' });

describe('the stack', () => {
  it('holds these resources and no others, such as hidden functions and policies', () => {
    const counts: Record<string, number> = {};
    for (const { Type } of Object.values(dev.resources)) counts[Type] = (counts[Type] ?? 0) + 1;
    expect(counts).toEqual({
      'AWS::ApiGatewayV2::Api': 1,
      'AWS::ApiGatewayV2::Integration': 1,
      'AWS::ApiGatewayV2::Route': 2,
      'AWS::ApiGatewayV2::Stage': 1,
      'AWS::CloudWatch::Alarm': 10,
      'AWS::CloudWatch::Dashboard': 1,
      'AWS::IAM::Role': 3,
      'AWS::KMS::Key': 4,
      'AWS::Lambda::Alias': 3,
      'AWS::Lambda::EventSourceMapping': 1,
      'AWS::Lambda::Function': 3,
      'AWS::Lambda::LayerVersion': 1,
      'AWS::Lambda::Permission': 2,
      'AWS::Lambda::Version': 3,
      'AWS::Logs::LogGroup': 4,
      'AWS::Logs::MetricFilter': 4,
      'AWS::S3::Bucket': 4,
      'AWS::S3::BucketPolicy': 4,
      'AWS::SNS::Topic': 1,
      'AWS::SNS::TopicPolicy': 1,
      'AWS::SQS::Queue': 2,
      'AWS::SQS::QueuePolicy': 2,
    });
  });

  it('tells where things are', () => {
    const outputs = {
      InboxBucket: idOf(dev, 'InboxBucket'),
      ResultsBucket: idOf(dev, 'ResultsBucket'),
      TemplatesBucket: idOf(dev, 'TemplatesBucket'),
      DeadLetterQueue: idOf(dev, 'InboxQueueDeadLetters'),
      AlarmTopic: idOf(dev, 'AlertsTopic'),
    };
    for (const [name, id] of Object.entries(outputs)) dev.template.hasOutput(name, { Value: { Ref: id } });
    dev.template.hasOutput('ApiUrl', {});
  });

  it('has names of its own in each cell, short enough for a bucket anywhere', () => {
    const names = JSON.stringify(synthesize({ stage: 'prod', cell: 'abcdef' }).resources);
    expect(names).toContain('digitlift-prod-abcdef-dead-letters');
    expect(names).not.toMatch(/digitlift-prod-(?!abcdef)/);
    const longest = 'digitlift-prod-abcdef-access-logs-123456789012-ap-southeast-1';
    expect(names).toContain(longest.slice(0, 34));
    expect(longest.length).toBeLessThanOrEqual(63);
  });

  it('keeps data, their keys and itself in prod, and leaves nothing behind in dev', () => {
    const policies = ({ resources }: typeof dev) =>
      Object.values(resources)
        .filter(({ Type }) => /::(Bucket|LogGroup|Key)$/.test(Type))
        .flatMap(({ DeletionPolicy, UpdateReplacePolicy }) => [DeletionPolicy, UpdateReplacePolicy]);
    expect(policies(prod)).toEqual(Array(24).fill('Retain'));
    expect(policies(dev)).toEqual(Array(24).fill('Delete'));
    expect(prod.stack.terminationProtection).toBe(true);
    expect(dev.stack.terminationProtection).toBe(false);
  });

  it.each([
    ['dev', dev],
    ['prod', prod],
  ] as const)('tags all that has a price in %s', (stage, { resources }) => {
    const tagged = Object.values(resources).filter(({ Type }) =>
      /::(Bucket|Queue|Function|Key|Topic|LogGroup|Role)$/.test(Type),
    );
    expect(tagged).toHaveLength(21);
    for (const { Properties } of tagged) {
      expect(Properties.Tags).toEqual([
        { Key: 'application', Value: 'digitlift' },
        { Key: 'stage', Value: stage },
      ]);
    }
  });
});
