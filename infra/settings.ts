import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { SetupError } from './setup-error.ts';

export type StageName = 'dev' | 'prod';
/** What both functions run on; the artefacts have to be built for it. */
export type ArchitectureName = 'x86_64' | 'arm64';

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
}

export interface StageSettings {
  readonly architecture: ArchitectureName;
  readonly segment: SegmentFunctionSettings;
  readonly classify: FunctionSettings;
  /** Days that a log line stays; of those that CloudWatch offers. */
  readonly logRetention: RetentionDays;
  /** Days that a document stays in the inbox; longer than the dead-letter queue's 14, or nothing is left to redrive. */
  readonly inboxDays: number;
  /** Days that a result stays. */
  readonly resultsDays: number;
  /** Keep buckets and logs when the stack is deleted, and protect it from being deleted. */
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
};
const CLASSIFY: FunctionSettings = { memoryMb: 1_769, timeoutSeconds: 30 };

const STAGES: Readonly<Record<StageName, StageSettings>> = {
  dev: {
    architecture: 'x86_64',
    segment: SEGMENT,
    classify: CLASSIFY,
    logRetention: 14,
    inboxDays: 30,
    resultsDays: 30,
    retainData: false,
  },
  prod: {
    architecture: 'x86_64',
    segment: { ...SEGMENT, maxConcurrency: 50, overlay: false },
    classify: CLASSIFY,
    logRetention: 365,
    inboxDays: 90,
    resultsDays: 365,
    retainData: true,
  },
};

export interface StageChoice {
  /** From `-c stage=`. @default 'dev' */
  readonly stage?: unknown;
  /** From `-c architecture=`. @default the stage's own */
  readonly architecture?: unknown;
}

/** The settings of a stage. Throws SetupError for a stage or an architecture that is not known. */
export function chooseStage({ stage = 'dev', architecture }: StageChoice = {}): {
  readonly stage: StageName;
  readonly settings: StageSettings;
} {
  if (stage !== 'dev' && stage !== 'prod') {
    throw new SetupError(`Expected dev or prod for the context value stage but received ${show(stage)}`);
  }
  if (architecture !== undefined && architecture !== 'x86_64' && architecture !== 'arm64') {
    throw new SetupError(
      `Expected x86_64 or arm64 for the context value architecture but received ${show(architecture)}`,
    );
  }
  const settings = STAGES[stage];
  return { stage, settings: architecture === undefined ? settings : { ...settings, architecture } };
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? typeof value;
}
