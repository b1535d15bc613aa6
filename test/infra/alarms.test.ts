import { describe, expect, it } from 'vitest';
import { idOf, propertiesOf, synthesize } from './synthesize.ts';

const dev = synthesize();
const prod = synthesize({ stage: 'prod' });

const alarmsOf = ({ resources }: typeof dev) =>
  Object.values(resources)
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
    .map(({ Properties }) => Properties);
const named = (stage: typeof dev, name: string) =>
  alarmsOf(stage).find(({ AlarmName }) => String(AlarmName).endsWith(`-${name}`))!;
const attribute = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });

describe('alarms', () => {
  it('are these', () => {
    expect(alarmsOf(dev).map(({ AlarmName }) => AlarmName)).toEqual(
      [
        'dead-letters',
        'oldest-message',
        'segment-errors',
        'segment-throttles',
        'classify-errors',
        'classify-throttles',
        'api-errors',
        'api-throttles',
        'review-rate',
        'api-failures',
      ].map((name) => `digitlift-dev-${name}`),
    );
  });

  it('tell the topic when they begin and when they end, and are quiet where nothing happens', () => {
    const topic = [{ Ref: idOf(dev, 'AlertsTopic') }];
    for (const alarm of alarmsOf(dev)) {
      expect(alarm).toMatchObject({
        AlarmActions: topic,
        OKActions: topic,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'notBreaching',
      });
    }
  });

  it('ring at the first dead letter', () => {
    expect(named(dev, 'dead-letters')).toMatchObject({
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: attribute(idOf(dev, 'InboxQueueDeadLetters'), 'QueueName') }],
      Statistic: 'Maximum',
      Threshold: 0,
      EvaluationPeriods: 1,
    });
  });

  it.each([
    ['dev', dev, 3_600],
    ['prod', prod, 900],
  ] as const)('ring in %s when a document waits for too long', (_, stage, seconds) => {
    expect(named(stage, 'oldest-message')).toMatchObject({
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: attribute(idOf(stage, 'InboxQueue'), 'QueueName') }],
      Statistic: 'Maximum',
      Threshold: seconds,
    });
  });

  it.each([
    ['segment', 'SegmentFunction'],
    ['classify', 'ClassifyFunction'],
    ['api', 'ApiHandlerFunction'],
  ])('ring when %s fails or is refused for a while', (name, construct) => {
    for (const [alarm, metric] of [
      ['errors', 'Errors'],
      ['throttles', 'Throttles'],
    ]) {
      expect(named(dev, `${name}-${alarm}`)).toMatchObject({
        Namespace: 'AWS/Lambda',
        MetricName: metric,
        Dimensions: [{ Name: 'FunctionName', Value: { Ref: idOf(dev, construct) } }],
        Statistic: 'Sum',
        Period: 300,
        Threshold: 0,
        DatapointsToAlarm: 3,
        EvaluationPeriods: 6,
      });
    }
  });

  it('ring when most of an hour of documents goes to review, if there were enough of them', () => {
    const { Metrics, Threshold, EvaluationPeriods } = named(dev, 'review-rate');
    expect([Threshold, EvaluationPeriods]).toEqual([50, 2]);
    const count = (MetricName: string) => ({
      MetricStat: {
        Metric: { Namespace: 'Digitlift/digitlift-dev', MetricName },
        Period: 3_600,
        Stat: 'Sum',
      },
      ReturnData: false,
    });
    expect(Metrics).toMatchObject([
      { Expression: 'IF(all >= 20, 100 * FILL(review, 0) / all, 0)' },
      { Id: 'all', ...count('DocumentsRead') },
      { Id: 'review', ...count('DocumentsForReview') },
    ]);
  });

  it('ring when the HTTP API fails', () => {
    expect(named(dev, 'api-failures')).toMatchObject({
      Namespace: 'AWS/ApiGateway',
      MetricName: '5xx',
      Dimensions: [{ Name: 'ApiId', Value: { Ref: idOf(dev, 'DocumentApi') } }],
    });
  });
});

describe('the topic of alarms', () => {
  it("takes notices of this stack's alarms, over TLS, and of nobody else", () => {
    const { PolicyDocument } = propertiesOf(dev, 'AlertsTopicPolicy') as {
      PolicyDocument: { Statement: Record<string, unknown>[] };
    };
    expect(PolicyDocument.Statement).toMatchObject([
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      {
        Sid: 'AlarmsPublish',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: { Ref: idOf(dev, 'AlertsTopic') },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });

  it('writes to the addresses that were given', () => {
    const { template } = synthesize({ alarmEmails: 'a@bank.example,b@bank.example' });
    template.resourceCountIs('AWS::SNS::Subscription', 2);
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'b@bank.example',
    });
  });

  it('may be one that is there already', () => {
    const alarmTopic = 'arn:aws:sns:eu-west-1:123456789012:on-call';
    const stack = synthesize({ alarmTopic });
    stack.template.resourceCountIs('AWS::SNS::Topic', 0);
    for (const alarm of alarmsOf(stack)) expect(alarm.AlarmActions).toEqual([alarmTopic]);
  });
});

describe('the dashboard', () => {
  it('shows what comes out, what waits, how long it takes, and every alarm', () => {
    const { DashboardBody, DashboardName } = propertiesOf(dev, 'OverviewDashboard');
    expect(DashboardName).toBe('digitlift-dev');
    const text = JSON.stringify(DashboardBody);
    for (const shown of [
      'DocumentsRead',
      'DocumentsForReview',
      'DocumentsRejected',
      'DocumentsFailed',
      'ApproximateAgeOfOldestMessage',
      'p99',
      'Throttles',
      'ConcurrentExecutions',
    ]) {
      expect(text).toContain(shown);
    }
    const alarms = Object.keys(dev.resources).filter((id) => id.startsWith('Alarms'));
    expect(alarms).toHaveLength(10);
    for (const id of alarms) expect(text).toContain(id);
  });
});
