import { describe, expect, it } from 'vitest';
import { readSettings as readApiSettings } from '../../functions/api/env.ts';
import { readSettings } from '../../functions/segment/env.ts';
import { arnOf, idOf, propertiesOf, synthesize } from './synthesize.ts';

const dev = synthesize();
const prod = synthesize({ stage: 'prod' });

const results = idOf(dev, 'ResultsBucket');
const templates = idOf(dev, 'TemplatesBucket');
const queue = idOf(dev, 'InboxQueue');
const classify = idOf(dev, 'ClassifyFunction');
const alias = idOf(dev, 'ClassifyFunctionAliaslive');

describe('the segment function', () => {
  it('reads the queue message by message, with a bound on how many at once', () => {
    dev.template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: arnOf(queue),
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 10 },
    });
    // By its alias, as everybody calls a function.
    const name = JSON.stringify(propertiesOf(dev, 'SegmentSource').FunctionName);
    expect(name).toContain(`{"Ref":"${idOf(dev, 'SegmentFunctionAliaslive')}"}`);
    expect(name).toContain(':live"');
    prod.template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ScalingConfig: { MaximumConcurrency: 50 },
    });
  });

  it('runs the bundle with the memory and time of the settings', () => {
    expect(propertiesOf(dev, 'SegmentFunction')).toMatchObject({
      Runtime: 'nodejs24.x',
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
      TIME_ZONE: 'UTC',
      EVENT_BUS: 'default',
      TEMPLATES_BUCKET: { Ref: templates },
      TEMPLATES_PREFIX: 'templates/',
    });
    const resolved = Object.fromEntries(
      Object.entries(Variables).map(([name, value]) => [name, typeof value === 'string' ? value : name]),
    );
    expect(readSettings(resolved)).toEqual({
      resultsBucket: 'RESULTS_BUCKET',
      classifyFunction: 'CLASSIFY_FUNCTION',
      overlay,
      maxMisread: 0.01,
      timeZone: 'UTC',
      eventBus: 'default',
      templates: { bucket: 'TEMPLATES_BUCKET', prefix: 'templates/' },
    });
  });

  it('is told the country, the time zone, the misread rate and the templates that were chosen', () => {
    const chosen = {
      country: 'IN',
      timeZone: 'Asia/Kolkata',
      maxMisread: '0.0001',
      templatesPrefix: 'bank/',
    };
    const { Variables } = propertiesOf(synthesize(chosen), 'SegmentFunction').Environment as {
      Variables: Record<string, unknown>;
    };
    expect(Variables).toMatchObject({
      COUNTRY: 'IN',
      TIME_ZONE: 'Asia/Kolkata',
      MAX_MISREAD: '0.0001',
      TEMPLATES_PREFIX: 'bank/',
    });
  });

  it('may have as many calls under way as was chosen', () => {
    synthesize({ maxConcurrency: '200' }).template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ScalingConfig: { MaximumConcurrency: 200 },
    });
  });
});

describe('the classify function', () => {
  const layer = idOf(dev, 'ClassifyModel');

  it('runs the bundle over the layer, and needs no environment', () => {
    const properties = propertiesOf(dev, 'ClassifyFunction');
    expect(properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Architectures: ['x86_64'],
      Layers: [{ Ref: layer }],
      MemorySize: 1_769,
      Timeout: 30,
    });
    expect(properties).not.toHaveProperty('Environment');
    expect(propertiesOf(dev, 'ClassifyModel')).toMatchObject({
      CompatibleRuntimes: ['nodejs24.x'],
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

describe('the API function', () => {
  it('runs the bundle and is told the two buckets', () => {
    const { Environment, ...properties } = propertiesOf(dev, 'ApiHandlerFunction');
    expect(properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Architectures: ['x86_64'],
      MemorySize: 512,
      Timeout: 29,
    });
    const { Variables } = Environment as { Variables: Record<string, unknown> };
    expect(Variables).toEqual({
      INBOX_BUCKET: { Ref: idOf(dev, 'InboxBucket') },
      RESULTS_BUCKET: { Ref: results },
    });
    const names = Object.fromEntries(Object.keys(Variables).map((name) => [name, name]));
    expect(readApiSettings(names)).toEqual({ inboxBucket: 'INBOX_BUCKET', resultsBucket: 'RESULTS_BUCKET' });
  });
});

describe('traces', () => {
  it('are kept of every function', () => {
    for (const name of ['SegmentFunction', 'ClassifyFunction', 'ApiHandlerFunction']) {
      expect(propertiesOf(dev, name).TracingConfig).toEqual({ Mode: 'Active' });
    }
  });
});

describe('on arm64', () => {
  it('the functions and the layer say so', () => {
    const arm = synthesize({ architecture: 'arm64' });
    expect(propertiesOf(arm, 'SegmentFunction').Architectures).toEqual(['arm64']);
    expect(propertiesOf(arm, 'ClassifyFunction').Architectures).toEqual(['arm64']);
    expect(propertiesOf(arm, 'ApiHandlerFunction').Architectures).toEqual(['arm64']);
    expect(propertiesOf(arm, 'ClassifyModel').CompatibleArchitectures).toEqual(['arm64']);
  });
});

describe('the logs', () => {
  it('stay as long as was chosen', () => {
    const group = propertiesOf(synthesize({ logDays: '90' }), 'SegmentRightsLogs');
    expect(group.RetentionInDays).toBe(90);
  });

  it.each([
    ['dev', dev, 14],
    ['prod', prod, 365],
  ] as const)('of the functions go to groups of their own, with an end, in %s', (_, stage, days) => {
    for (const name of ['Segment', 'Classify', 'ApiHandler']) {
      const group = idOf(stage, `${name}RightsLogs`);
      expect(propertiesOf(stage, `${name}Function`).LoggingConfig).toEqual({ LogGroup: { Ref: group } });
      expect(stage.resources[group]!.Properties).toMatchObject({ RetentionInDays: days });
    }
  });
});
