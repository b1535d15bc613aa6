import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Country } from '../lib/fields/country.ts';
import {
  type Context,
  cellName,
  country,
  emails,
  keyArn,
  keyPrefix,
  misreadRate,
  oneOf,
  timeZone,
  topicArn,
  wholeNumber,
} from './context-values.ts';

const STAGE_NAMES = ['dev', 'prod'] as const;
export type StageName = (typeof STAGE_NAMES)[number];
/** What the functions run on; the artefacts have to be built for it. */
const ARCHITECTURES = ['x86_64', 'arm64'] as const;
export type ArchitectureName = (typeof ARCHITECTURES)[number];

export interface FunctionSettings {
  /** MB; CPU comes with it, one vCPU at 1,769. */
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
}

export interface SegmentFunctionSettings extends FunctionSettings {
  /** Messages in one call, from 1 to 10. */
  readonly batchSize: number;
  /** Calls that the queue may have under way at once, from 2 to 1,000. */
  readonly maxConcurrency: number;
  /** Draw a picture of what was read beside each result: a second copy of the page, so off where data is real. */
  readonly overlay: boolean;
  /** Share of wrong numbers among the accepted that can be lived with, from 0 to under 1. */
  readonly maxMisread: number;
  /** Whose cheques come in, where it is always the same country's. */
  readonly country?: Country;
  /** Where the day is known on which a document came in, which counts as that of presentment where nobody says another. */
  readonly timeZone: string;
  /** Where the user's own templates lie in the templates bucket. */
  readonly templatesPrefix: string;
}

export interface ApiSettings extends FunctionSettings {
  /** Requests a second that all callers together may make, and how many at once. */
  readonly requestsPerSecond: number;
  readonly burst: number;
}

/** KMS keys that the user brings, by ARN; one is made for each class of data that none is brought for. */
export interface KeySettings {
  readonly inbox?: string;
  readonly results?: string;
  readonly queue?: string;
  readonly alerts?: string;
}

export interface AlarmSettings {
  /** A topic that the user brings, by ARN. @default a topic is made */
  readonly topic?: string;
  /** Addresses that are told by e-mail. */
  readonly emails: readonly string[];
  /** Seconds that the oldest message may wait. */
  readonly oldestMessageSeconds: number;
  /** Percent of documents that may go to review before somebody looks why. */
  readonly reviewPercent: number;
}

export interface StageSettings {
  readonly architecture: ArchitectureName;
  readonly segment: SegmentFunctionSettings;
  readonly classify: FunctionSettings;
  readonly api: ApiSettings;
  readonly keys: KeySettings;
  readonly alarms: AlarmSettings;
  /** Days that a log line stays; of those that CloudWatch offers. */
  readonly logRetention: RetentionDays;
  /** Days that a document stays in the inbox; longer than the dead-letter queue's 14, or nothing is left to redrive. */
  readonly inboxDays: number;
  /** Days that a result stays. */
  readonly resultsDays: number;
  /** Days that S3's own record of who touched a bucket stays. */
  readonly accessLogDays: number;
  /** Keep buckets, keys and logs when the stack is deleted, and protect it from being deleted. */
  readonly retainData: boolean;
}

const SEGMENT: SegmentFunctionSettings = {
  // The most that a new account may ask for.
  memoryMb: 3_008,
  timeoutSeconds: 300,
  // A document that runs out of memory or time takes no other with it.
  batchSize: 1,
  maxConcurrency: 10,
  overlay: true,
  maxMisread: 0.01,
  timeZone: 'UTC',
  templatesPrefix: 'templates/',
};

const DEV: StageSettings = {
  architecture: 'x86_64',
  segment: SEGMENT,
  classify: { memoryMb: 1_769, timeoutSeconds: 30 },
  // Less than the 30 seconds after which API Gateway gives up waiting.
  api: { memoryMb: 512, timeoutSeconds: 29, requestsPerSecond: 20, burst: 40 },
  keys: {},
  alarms: { emails: [], oldestMessageSeconds: 3_600, reviewPercent: 50 },
  logRetention: 14,
  inboxDays: 30,
  resultsDays: 30,
  accessLogDays: 30,
  retainData: false,
};

const STAGES: Readonly<Record<StageName, StageSettings>> = {
  dev: DEV,
  prod: {
    ...DEV,
    segment: { ...SEGMENT, maxConcurrency: 50, overlay: false },
    api: { ...DEV.api, requestsPerSecond: 200, burst: 400 },
    alarms: { ...DEV.alarms, oldestMessageSeconds: 900 },
    logRetention: 365,
    inboxDays: 90,
    resultsDays: 365,
    accessLogDays: 365,
    retainData: true,
  },
};

const LOG_RETENTIONS = Object.values(RetentionDays).filter((days) => typeof days === 'number');
/** The names of all context values that change a setting. */
export const CONTEXT_NAMES = [
  'stage',
  'cell',
  'architecture',
  'maxMisread',
  'maxConcurrency',
  'country',
  'timeZone',
  'templatesPrefix',
  'inboxDays',
  'resultsDays',
  'logDays',
  'inboxKey',
  'resultsKey',
  'queueKey',
  'alertsKey',
  'alarmTopic',
  'alarmEmails',
];

/** One day more than the dead-letter queue keeps an announcement. */
const LEAST_INBOX_DAYS = 15;
const TEN_YEARS = 3_653;

/**
 * The settings of a stage, changed by context values: `-c stage=prod -c country=IN -c maxMisread=0.001` (docs/deploy.md lists
 * all). Throws SetupError for a value that is not what is expected.
 */
export function chooseStage(context: Context): {
  readonly stage: StageName;
  /** The stack's own: `digitlift-<stage>`, or `digitlift-<stage>-<cell>` where a stage has several stacks. */
  readonly stackName: string;
  readonly settings: StageSettings;
} {
  const stage = oneOf(context, 'stage', STAGE_NAMES) ?? 'dev';
  const defaults = STAGES[stage];
  const chosenCountry = country(context, 'country');
  const chosenTopic = topicArn(context, 'alarmTopic');
  const settings: StageSettings = {
    ...defaults,
    architecture: oneOf(context, 'architecture', ARCHITECTURES) ?? defaults.architecture,
    segment: {
      ...defaults.segment,
      maxMisread: misreadRate(context, 'maxMisread') ?? defaults.segment.maxMisread,
      timeZone: timeZone(context, 'timeZone') ?? defaults.segment.timeZone,
      maxConcurrency:
        wholeNumber(context, 'maxConcurrency', { from: 2, to: 1_000 }) ?? defaults.segment.maxConcurrency,
      templatesPrefix: keyPrefix(context, 'templatesPrefix') ?? defaults.segment.templatesPrefix,
      ...(chosenCountry !== undefined && { country: chosenCountry }),
    },
    keys: broughtKeys(context),
    alarms: {
      ...defaults.alarms,
      ...(chosenTopic !== undefined && { topic: chosenTopic }),
      emails: emails(context, 'alarmEmails') ?? defaults.alarms.emails,
    },
    inboxDays:
      wholeNumber(context, 'inboxDays', { from: LEAST_INBOX_DAYS, to: TEN_YEARS }) ?? defaults.inboxDays,
    resultsDays: wholeNumber(context, 'resultsDays', { from: 1, to: TEN_YEARS }) ?? defaults.resultsDays,
    logRetention: oneOf(context, 'logDays', LOG_RETENTIONS) ?? defaults.logRetention,
  };
  const cell = cellName(context, 'cell');
  return {
    stage,
    stackName: ['digitlift', stage, ...(cell === undefined ? [] : [cell])].join('-'),
    settings,
  };
}

function broughtKeys(context: Context): KeySettings {
  const [inbox, results, queue, alerts] = ['inboxKey', 'resultsKey', 'queueKey', 'alertsKey'].map((name) =>
    keyArn(context, name),
  );
  return {
    ...(inbox !== undefined && { inbox }),
    ...(results !== undefined && { results }),
    ...(queue !== undefined && { queue }),
    ...(alerts !== undefined && { alerts }),
  };
}
