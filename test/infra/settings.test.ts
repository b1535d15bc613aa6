import { describe, expect, it } from 'vitest';
import { checkNames } from '../../infra/context-values.ts';
import { CONTEXT_NAMES, chooseStage } from '../../infra/settings.ts';
import { SetupError } from '../../infra/setup-error.ts';
import { COUNTRIES } from '../../lib/fields/country.ts';
import { isMisreadRate } from '../../lib/read/calibration.ts';

const COUNTRY_NAMES = `${COUNTRIES.slice(0, -1).join(', ')} or ${COUNTRIES.at(-1)}`;
const choose = (values: Readonly<Record<string, unknown>> = {}) => chooseStage((name) => values[name]);

describe('chooseStage', () => {
  it('chooses dev unless told otherwise', () => {
    expect(choose().stage).toBe('dev');
    expect(choose({ stage: 'prod' }).stage).toBe('prod');
  });

  it('changes the architecture alone', () => {
    const { settings } = choose({ stage: 'prod' });
    expect(settings.architecture).toBe('x86_64');
    expect(choose({ stage: 'prod', architecture: 'arm64' }).settings).toEqual({
      ...settings,
      architecture: 'arm64',
    });
  });

  it('names the stack by stage and cell', () => {
    expect(choose().stackName).toBe('digitlift-dev');
    expect(choose({ stage: 'prod', cell: '07' }).stackName).toBe('digitlift-prod-07');
  });

  it('takes every setting as the command line and as cdk.json give it', () => {
    const key = (n: number) =>
      `arn:aws:kms:eu-west-1:123456789012:key/0000000${n}-0000-0000-0000-000000000000`;
    const { settings } = choose({
      maxMisread: '0.001',
      maxConcurrency: 100,
      country: 'IN',
      timeZone: 'Asia/Kolkata',
      templatesPrefix: 'bank/templates/',
      inboxDays: '45',
      resultsDays: 2_555,
      logDays: '30',
      inboxKey: key(1),
      resultsKey: key(2),
      queueKey: key(3),
      alertsKey: key(4),
      alarmTopic: 'arn:aws:sns:eu-west-1:123456789012:on-call',
      alarmEmails: 'a@bank.example, b@bank.example',
    });
    expect(settings).toMatchObject({
      segment: {
        maxMisread: 0.001,
        maxConcurrency: 100,
        country: 'IN',
        timeZone: 'Asia/Kolkata',
        templatesPrefix: 'bank/templates/',
      },
      inboxDays: 45,
      resultsDays: 2_555,
      logRetention: 30,
      keys: { inbox: key(1), results: key(2), queue: key(3), alerts: key(4) },
      alarms: {
        topic: 'arn:aws:sns:eu-west-1:123456789012:on-call',
        emails: ['a@bank.example', 'b@bank.example'],
      },
    });
  });

  it.each([
    ['stage', 'test', 'dev or prod'],
    ['stage', 1, 'dev or prod'],
    ['cell', 'eu-west', '1 to 6 lower-case letters and digits'],
    ['architecture', 'x64', 'x86_64 or arm64'],
    ['maxMisread', '1', 'a rate of at least 0 and under 1'],
    ['maxMisread', '', 'a rate of at least 0 and under 1'],
    ['maxMisread', 'low', 'a rate of at least 0 and under 1'],
    ['maxConcurrency', '1', 'a whole number from 2 to 1000'],
    ['maxConcurrency', '2.5', 'a whole number from 2 to 1000'],
    ['country', 'XX', COUNTRY_NAMES],
    ['country', 'in', COUNTRY_NAMES],
    ['timeZone', 'Mumbai', 'a time zone such as Asia/Kolkata'],
    ['timeZone', '', 'a time zone such as Asia/Kolkata'],
    ['templatesPrefix', 'templates', 'names of letters, digits, - and _, each followed by a slash,'],
    ['templatesPrefix', '../', 'names of letters, digits, - and _, each followed by a slash,'],
    ['templatesPrefix', '/', 'names of letters, digits, - and _, each followed by a slash,'],
    ['inboxDays', '14', 'a whole number from 15 to 3653'],
    ['resultsDays', 0, 'a whole number from 1 to 3653'],
    ['inboxKey', 'alias/documents', 'the ARN of a KMS key'],
    ['queueKey', 'arn:aws:kms:eu-west-1:123456789012:alias/q', 'the ARN of a KMS key'],
    ['alarmTopic', 'on-call', 'the ARN of an SNS topic'],
    ['alarmEmails', 'nobody', 'e-mail addresses separated by commas'],
    ['alarmEmails', 'a@bank.example,', 'e-mail addresses separated by commas'],
    ['alarmEmails', [], 'e-mail addresses separated by commas'],
  ])('refuses %s %j by name', (name, value, expected) => {
    const message = `Expected ${expected} for the context value ${name} but received ${JSON.stringify(value)}`;
    expect(() => choose({ [name]: value })).toThrow(new SetupError(message));
  });

  it('refuses days for logs that CloudWatch does not offer', () => {
    expect(() => choose({ logDays: '29' })).toThrow(/^Expected 1, 3, 5, .* for the context value logDays/);
  });
});

describe('checkNames', () => {
  it('refuses a misspelt name, which would be passed over', () => {
    expect(() => checkNames(['stage', 'maxMisred'], CONTEXT_NAMES)).toThrow(
      /^Expected context values of the names stage, .* but received maxMisred$/,
    );
  });

  it('lets pass what belongs to the library and its command line', () => {
    const names = ['@aws-cdk/core:checkSecretUsage', 'aws:cdk:bundling-stacks', 'cli-telemetry', 'country'];
    expect(() => checkNames(names, CONTEXT_NAMES)).not.toThrow();
  });
});

describe.each(['dev', 'prod'])('the settings of %s', (stage) => {
  const { settings } = choose({ stage });

  it('leave segment time to wait for classify', () => {
    expect(settings.segment.timeoutSeconds).toBeGreaterThan(settings.classify.timeoutSeconds);
  });

  it('let the API function end before API Gateway stops waiting', () => {
    expect(settings.api.timeoutSeconds).toBeLessThan(30);
  });

  it('ask for a misread rate that the function takes', () => {
    expect(isMisreadRate(settings.segment.maxMisread)).toBe(true);
  });

  it('stay within what Lambda takes', () => {
    for (const { memoryMb, timeoutSeconds } of [settings.segment, settings.classify, settings.api]) {
      expect(memoryMb).toBeGreaterThanOrEqual(128);
      expect(memoryMb).toBeLessThanOrEqual(10_240);
      expect(timeoutSeconds).toBeLessThanOrEqual(900);
    }
    expect(settings.segment.batchSize).toBeLessThanOrEqual(10);
    expect(settings.segment.maxConcurrency).toBeGreaterThanOrEqual(2);
    expect(settings.segment.maxConcurrency).toBeLessThanOrEqual(1_000);
  });
});
