import { PRICES } from './prices.ts';

/** What one document takes, as measured or assumed. */
export interface DocumentWork {
  /** Seconds that segment is busy itself. */
  readonly segmentSeconds: number;
  /** Seconds of all calls of classify together; segment waits for them. */
  readonly classifySeconds: number;
  readonly classifyCalls: number;
  /** Seconds that segment waits for S3, Invoke and EventBridge. */
  readonly waitSeconds: number;
}

export interface Deployment {
  readonly segmentMb: number;
  readonly classifyMb: number;
  readonly architecture: 'x86_64' | 'arm64';
}

/** Bytes of log that a document leaves: its own line, and START, END and REPORT of each call. */
const LOG_BYTES_PER_CALL = 600;
/** X-Ray keeps one in twenty, when there are many. */
const TRACED_SHARE = 0.05;

/** Seconds that one call of segment takes: it waits while classify works. */
export function segmentDuration({ segmentSeconds, classifySeconds, waitSeconds }: DocumentWork): number {
  return segmentSeconds + classifySeconds + waitSeconds;
}

/** Calls under way at once at `perSecond` documents a second (Little's law). */
export function concurrency(work: DocumentWork, perSecond: number) {
  const segment = Math.ceil(perSecond * segmentDuration(work));
  const classify = Math.ceil(perSecond * work.classifySeconds);
  return { segment, classify, total: segment + classify };
}

/** US dollars for a thousand documents, by what they are paid for. */
export function costPerThousand(
  work: DocumentWork,
  deployment: Deployment,
): Readonly<Record<string, number>> {
  const { segmentMb, classifyMb, architecture } = deployment;
  const gbSecond = PRICES.lambdaGbSecond[architecture];
  const calls = 1 + work.classifyCalls;
  const each = {
    segment: (segmentMb / 1_024) * segmentDuration(work) * gbSecond,
    classify: (classifyMb / 1_024) * work.classifySeconds * gbSecond,
    'requests of Lambda': calls * PRICES.lambdaRequest,
    // The document comes in, its result goes out.
    S3: 2 * PRICES.s3Put + PRICES.s3Get,
    // Sent, received, deleted.
    SQS: 3 * PRICES.sqsRequest,
    EventBridge: PRICES.eventBridgeEvent,
    // At most: bucket keys and the data keys of SQS are used again.
    KMS: PRICES.kmsRequest,
    'logs and traces': (calls * LOG_BYTES_PER_CALL * PRICES.logsGb) / 1e9 + TRACED_SHARE * PRICES.xrayTrace,
  };
  return Object.fromEntries(Object.entries(each).map(([name, dollars]) => [name, 1_000 * dollars]));
}
