import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { DocumentMetrics } from './document-metrics.ts';
import type { InboxQueue } from './inbox-queue.ts';
import type { AlarmSettings } from './settings.ts';

export interface AlarmsProps {
  readonly settings: AlarmSettings;
  readonly topic: ITopic;
  readonly inboxQueue: InboxQueue;
  /** By the name that their alarms get. */
  readonly functions: Readonly<Record<'segment' | 'classify' | 'api', LambdaFunction>>;
  readonly documents: DocumentMetrics;
  /** Requests to the HTTP API that it answered with 500 or more. */
  readonly apiFailures: IMetric;
}

interface Watch {
  /** Part of the alarm's name. */
  readonly name: string;
  /** The section of docs/runbook.md that says what to do. */
  readonly section: string;
  readonly says: string;
  readonly metric: IMetric;
  /** The most that is well. */
  readonly atMost: number;
  /** Periods, of the last `of`, that have to be above it. @default 1 */
  readonly periods?: number;
  readonly of?: number;
}

const MINUTES_5 = Duration.minutes(5);

/** What wakes somebody. Each alarm names the section of docs/runbook.md to read then. */
export class Alarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const action = new SnsAction(props.topic);
    this.alarms = [...watchQueue(props), ...watchFunctions(props), ...watchService(props)].map((watch) => {
      const { name, section, says, metric, atMost, periods = 1, of = periods } = watch;
      const alarm = new Alarm(this, pascalCase(name), {
        alarmName: `${Stack.of(this).stackName}-${name}`,
        alarmDescription: `${says} What to do: docs/runbook.md#${anchorOf(section)}`,
        metric,
        threshold: atMost,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: of,
        datapointsToAlarm: periods,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
      return alarm;
    });
  }
}

function watchQueue({ settings, inboxQueue: { queue, deadLetters } }: AlarmsProps): Watch[] {
  return [
    {
      name: 'dead-letters',
      section: 'Dead letters',
      says: 'Documents could not be read after five tries.',
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({
        period: MINUTES_5,
        statistic: 'Maximum',
      }),
      atMost: 0,
    },
    {
      name: 'oldest-message',
      section: 'Oldest message',
      says: `A document waits for more than ${settings.oldestMessageSeconds} seconds.`,
      metric: queue.metricApproximateAgeOfOldestMessage({ period: MINUTES_5, statistic: 'Maximum' }),
      atMost: settings.oldestMessageSeconds,
      periods: 2,
    },
  ];
}

function watchFunctions({ functions }: AlarmsProps): Watch[] {
  return Object.entries(functions).flatMap(([name, handler]): Watch[] => [
    {
      name: `${name}-errors`,
      section: 'Function errors',
      says: `The ${name} function crashed, ran out of memory or out of time.`,
      metric: handler.metricErrors({ period: MINUTES_5, statistic: 'Sum' }),
      atMost: 0,
      // One crash is retried; three periods of them do not pass by themselves.
      periods: 3,
      of: 6,
    },
    {
      name: `${name}-throttles`,
      section: 'Throttles',
      says: `Calls of the ${name} function were refused for want of concurrency.`,
      metric: handler.metricThrottles({ period: MINUTES_5, statistic: 'Sum' }),
      atMost: 0,
      periods: 3,
      of: 6,
    },
  ]);
}

function watchService({ settings, documents, apiFailures }: AlarmsProps): Watch[] {
  return [
    {
      name: 'review-rate',
      section: 'Review rate',
      says: `More than ${settings.reviewPercent} % of the documents of the last hours went to review.`,
      metric: documents.reviewPercent(),
      atMost: settings.reviewPercent,
      periods: 2,
    },
    {
      name: 'api-failures',
      section: 'API failures',
      says: 'The HTTP API answered requests with 500 or more.',
      metric: apiFailures,
      atMost: 0,
      periods: 2,
      of: 3,
    },
  ];
}

/** As the usual renderers of Markdown make it of a heading. */
function anchorOf(section: string): string {
  return section.toLowerCase().replaceAll(' ', '-');
}

function pascalCase(name: string): string {
  return name.replace(/(^|-)(.)/g, (_, __, letter: string) => letter.toUpperCase());
}
