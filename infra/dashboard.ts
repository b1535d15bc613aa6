import { Duration, Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IMetric,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { DocumentMetrics } from './document-metrics.ts';
import type { InboxQueue } from './inbox-queue.ts';

export interface DashboardProps {
  readonly alarms: Alarms;
  readonly documents: DocumentMetrics;
  readonly inboxQueue: InboxQueue;
  readonly functions: Readonly<Record<'segment' | 'classify' | 'api', LambdaFunction>>;
}

const PERIOD = Duration.minutes(5);
/** Half of the dashboard's 24 columns. */
const HALF = 12;

/** One page to look at first: what is wrong, what comes out, what waits, how long it takes. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    const dashboard = new CloudWatchDashboard(this, 'Dashboard', { dashboardName: stackName });
    dashboard.addWidgets(
      new TextWidget({
        width: 24,
        height: 1,
        markdown: `**${stackName}**: what to do is in docs/runbook.md`,
      }),
    );
    dashboard.addWidgets(
      new AlarmStatusWidget({ title: 'Alarms', width: 24, alarms: [...props.alarms.alarms] }),
    );
    dashboard.addWidgets(...documentGraphs(props));
    dashboard.addWidgets(...functionGraphs(props));
  }
}

function documentGraphs({ documents, inboxQueue: { queue, deadLetters } }: DashboardProps): GraphWidget[] {
  return [
    graph('Documents', [
      documents.count('DocumentsRead', PERIOD),
      documents.count('DocumentsForReview', PERIOD),
      documents.count('DocumentsRejected', PERIOD),
      documents.count('DocumentsFailed', PERIOD),
    ]),
    graph('Review rate, % of the hour', [documents.reviewPercent()]),
    graph('Announcements waiting, under way, given up', [
      queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD }),
      queue.metricApproximateNumberOfMessagesNotVisible({ period: PERIOD }),
      deadLetters.metricApproximateNumberOfMessagesVisible({ period: PERIOD }),
    ]),
    graph('Age of the oldest announcement, seconds', [
      queue.metricApproximateAgeOfOldestMessage({ period: PERIOD, statistic: 'Maximum' }),
    ]),
  ];
}

function functionGraphs({ functions }: DashboardProps): GraphWidget[] {
  const each = (metric: (handler: LambdaFunction, label: string) => IMetric): IMetric[] =>
    Object.entries(functions).map(([label, handler]) => metric(handler, label));
  const duration = (statistic: string) =>
    each((handler, label) =>
      handler.metricDuration({ period: PERIOD, statistic, label: `${label} ${statistic}` }),
    );
  return [
    graph('Duration, ms', [...duration('p50'), ...duration('p99')]),
    graph(
      'Errors',
      each((handler, label) => handler.metricErrors({ period: PERIOD, label })),
    ),
    graph(
      'Throttles',
      each((handler, label) => handler.metricThrottles({ period: PERIOD, label })),
    ),
    graph(
      'Calls at once',
      each((handler, label) =>
        handler.metric('ConcurrentExecutions', { period: PERIOD, statistic: 'Maximum', label }),
      ),
    ),
  ];
}

function graph(title: string, left: readonly IMetric[]): GraphWidget {
  return new GraphWidget({ title, left: [...left], width: HALF });
}
