import { describe, expect, it } from 'vitest';
import { readSettings } from '../../functions/segment/env.ts';
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
const classify = idOf(dev, 'ClassifyFunction');
const alias = idOf(dev, 'ClassifyFunctionAliaslive');
const segment = idOf(dev, 'SegmentFunction');

describe('the segment function', () => {
  it('reads the queue message by message, with a bound on how many at once', () => {
    dev.template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: segment },
      EventSourceArn: arnOf(queue),
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 10 },
    });
    prod.template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ScalingConfig: { MaximumConcurrency: 50 },
    });
  });

  it('runs the bundle with the memory and time of the settings', () => {
    expect(propertiesOf(dev, 'SegmentFunction')).toMatchObject({
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Architectures: ['x86_64'],
      MemorySize: 3_008,
      Timeout: 300,
    });
  });

  it.each([
    ['dev', dev, true],
    ['prod', prod, false],
  ] as const)('is told in %s what it reads from its environment, and nothing else', (_, stage, overlay) => {
    const { Variables } = propertiesOf(stage, 'SegmentFunction').Environment as {
      Variables: Record<string, unknown>;
    };
    expect(Variables).toEqual({
      RESULTS_BUCKET: { Ref: results },
      CLASSIFY_FUNCTION: { Ref: alias },
      OVERLAY: String(overlay),
      MAX_MISREAD: '0.01',
    });
    const resolved = Object.fromEntries(
      Object.entries(Variables).map(([name, value]) => [name, typeof value === 'string' ? value : name]),
    );
    expect(readSettings(resolved)).toEqual({
      resultsBucket: 'RESULTS_BUCKET',
      classifyFunction: 'CLASSIFY_FUNCTION',
      overlay,
      maxMisread: 0.01,
    });
  });
});

describe('the classify function', () => {
  const layer = idOf(dev, 'ClassifyModel');

  it('runs the bundle over the layer, and needs no environment', () => {
    const properties = propertiesOf(dev, 'ClassifyFunction');
    expect(properties).toMatchObject({
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Architectures: ['x86_64'],
      Layers: [{ Ref: layer }],
      MemorySize: 1_769,
      Timeout: 30,
    });
    expect(properties).not.toHaveProperty('Environment');
    expect(propertiesOf(dev, 'ClassifyModel')).toMatchObject({
      CompatibleRuntimes: ['nodejs22.x'],
      CompatibleArchitectures: ['x86_64'],
    });
  });

  const version = ({ resources }: typeof dev) => {
    const { Properties } = resources[alias]!;
    return Properties.FunctionVersion as { 'Fn::GetAtt': [string, string] };
  };

  it('is called by an alias of a version that stays, as does the layer under it', () => {
    const [id, attribute] = version(dev)['Fn::GetAtt'];
    expect(attribute).toBe('Version');
    expect(dev.resources[id]).toMatchObject({
      Type: 'AWS::Lambda::Version',
      Properties: { FunctionName: { Ref: classify } },
      DeletionPolicy: 'Retain',
    });
    expect(dev.resources[alias]!.Properties).toMatchObject({
      Name: 'live',
      FunctionName: { Ref: classify },
    });
    expect(dev.resources[layer]!.DeletionPolicy).toBe('Retain');
  });

  it('gets a new version with a new model or new code, and only then', () => {
    expect(version(synthesize())).toEqual(version(dev));
    expect(version(synthesize({}, { model: '{"version": 2}' }))).not.toEqual(version(dev));
    expect(version(synthesize({}, { classify: 'export const handler = 1;' }))).not.toEqual(version(dev));
  });
});

describe('on arm64', () => {
  it('both functions and the layer say so', () => {
    const arm = synthesize({ architecture: 'arm64' });
    expect(propertiesOf(arm, 'SegmentFunction').Architectures).toEqual(['arm64']);
    expect(propertiesOf(arm, 'ClassifyFunction').Architectures).toEqual(['arm64']);
    expect(propertiesOf(arm, 'ClassifyModel').CompatibleArchitectures).toEqual(['arm64']);
  });
});

describe('the logs', () => {
  it.each([
    ['dev', dev, 14],
    ['prod', prod, 365],
  ] as const)('of both functions go to groups of their own, with an end, in %s', (_, stage, days) => {
    for (const name of ['Segment', 'Classify']) {
      const group = idOf(stage, `${name}RightsLogs`);
      expect(propertiesOf(stage, `${name}Function`).LoggingConfig).toEqual({ LogGroup: { Ref: group } });
      expect(stage.resources[group]!.Properties).toEqual({ RetentionInDays: days });
    }
  });
});

describe('rights', () => {
  const log = (name: string) => ({
    Sid: 'WriteLog',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    // The ARN of a log group ends in :*, its streams.
    Resource: arnOf(idOf(dev, `${name}RightsLogs`)),
  });
  const expectRights = (name: string, statements: readonly object[]) => {
    const role = idOf(dev, `${name}RightsRole`);
    expect(propertiesOf(dev, `${name}Function`).Role).toEqual(arnOf(role));
    // All of it: no managed policy beside the one that is written here.
    expect(dev.resources[role]!.Properties).toEqual({
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
        ],
      },
      Policies: [
        {
          PolicyName: 'permissions',
          PolicyDocument: { Version: '2012-10-17', Statement: [log(name), ...statements] },
        },
      ],
    });
  };

  it('of classify: its log', () => {
    expectRights('Classify', []);
  });

  it('of segment: read the inbox, write results, call classify by its alias, consume the queue', () => {
    const allow = (Sid: string, Action: string | string[], Resource: unknown) => ({
      Sid,
      Effect: 'Allow',
      Action,
      Resource,
    });
    expectRights('Segment', [
      allow('ReadDocuments', ['s3:GetObject', 's3:GetObjectVersion'], objectsOf(inbox)),
      allow('WriteResults', 's3:PutObject', objectsOf(results)),
      allow('InvokeClassify', 'lambda:InvokeFunction', { Ref: alias }),
      allow(
        'ConsumeQueue',
        ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
        arnOf(queue),
      ),
    ]);
  });

  it.each(STAGES)('are nowhere in %s given by a wildcard action or on every resource', (_, stage) => {
    const allowed = Object.values(stage.resources).flatMap(allowStatements);
    expect(allowed.length).toBeGreaterThanOrEqual(8);
    for (const statement of allowed) {
      expect([statement.Action].flat().filter((action) => String(action).includes('*'))).toEqual([]);
      expect([statement.Resource].flat()).not.toContain('*');
      expect(statement).not.toHaveProperty('NotAction');
      expect(statement).not.toHaveProperty('NotResource');
    }
  });
});

/** Every statement with Effect Allow, however deep it lies. */
function allowStatements(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const nested = Object.values(value).flatMap(allowStatements);
  return 'Effect' in value && value.Effect === 'Allow' ? [{ ...value }, ...nested] : nested;
}
