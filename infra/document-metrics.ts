import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type JsonPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** Fewer documents in an hour say nothing about the share that goes to review. */
export const LEAST_DOCUMENTS = 20;

const is = (field: string, value: string): JsonPattern => FilterPattern.stringValue(field, '=', value);
const READ = [is('$.event', 'document'), is('$.outcome', 'created')];

/** Which lines of the segment function's log count, by the name of their metric (functions/segment/document-log.ts). */
const PATTERNS = {
  // Only what wrote a result: another delivery of the same announcement is no other document.
  DocumentsRead: READ,
  DocumentsForReview: [...READ, is('$.status', 'review')],
  DocumentsRejected: [...READ, is('$.status', 'rejected')],
  DocumentsFailed: [is('$.event', 'document-failed')],
} as const;

export type DocumentMetricName = keyof typeof PATTERNS;

export interface DocumentMetricsProps {
  readonly namespace: string;
  readonly logGroup: LogGroup;
}

/** Counts documents by their verdicts, from the log: the function itself needs neither a clock nor a right for that. */
export class DocumentMetrics extends Construct {
  readonly #namespace: string;

  constructor(scope: Construct, id: string, { namespace, logGroup }: DocumentMetricsProps) {
    super(scope, id);
    this.#namespace = namespace;
    for (const [metricName, patterns] of Object.entries(PATTERNS)) {
      new MetricFilter(this, metricName, {
        logGroup,
        filterPattern: patterns.length === 1 ? patterns[0]! : FilterPattern.all(...patterns),
        metricNamespace: namespace,
        metricName,
        metricValue: '1',
        unit: Unit.COUNT,
      });
    }
  }

  count(metricName: DocumentMetricName, period: Duration): Metric {
    return new Metric({ namespace: this.#namespace, metricName, statistic: 'Sum', period });
  }

  /** Percent of the documents of an hour that went to review; 0 where there were too few to say. */
  reviewPercent(): MathExpression {
    const hour = Duration.hours(1);
    return new MathExpression({
      label: 'review rate, %',
      expression: `IF(all >= ${LEAST_DOCUMENTS}, 100 * FILL(review, 0) / all, 0)`,
      usingMetrics: {
        all: this.count('DocumentsRead', hour),
        review: this.count('DocumentsForReview', hour),
      },
      period: hour,
    });
  }
}
