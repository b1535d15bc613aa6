import { join } from 'node:path';
import type { SQSEvent } from 'aws-lambda';
import { startFakeLambda } from '../../test/e2e/fake-lambda.ts';
import { notification, sqsEvent } from '../../test/functions/segment/fixtures.ts';
import { FakeS3 } from '../../test/store/fake-s3.ts';
import { type FunctionProcess, type Start, startFunction } from './function-process.ts';

/** One cold process: started, its code imported, one cheque answered. All in milliseconds. */
export interface ColdTimes extends Start {
  readonly firstMs: number;
  /** import and first answer: what a caller waits for beside Lambda's own start of Node. */
  readonly totalMs: number;
  /** Processor time of that, over all threads: what the machine is busy with beside hardly changes it. */
  readonly totalCpuMs: number;
  /** The last line that the function logged. */
  readonly logged: string | undefined;
}

/** Milliseconds by stage, as segment logs them. */
export type Stages = Readonly<Record<string, number>>;

/** A warm cheque: milliseconds on the clock and of the processor. */
export interface WarmTime {
  readonly ms: number;
  readonly cpuMs: number;
}

export interface FunctionTimes {
  readonly cold: readonly ColdTimes[];
  readonly warm: readonly WarmTime[];
  readonly peakMb: number;
}

export interface TimeOptions {
  readonly dist: string;
  readonly cheque: Uint8Array;
  /** Cold processes. */
  readonly cold: number;
  /** Cheques in one warm process. */
  readonly warm: number;
  readonly memoryMb: { readonly segment: number; readonly classify: number };
}

/**
 * Times the built functions on one cheque. Segment reads it from a store and writes to it over loopback, and its classify
 * function is warm, in as many processes as it calls at once; classify itself is given the calls that the cheque makes, one
 * after the other.
 */
export async function timeFunctions(options: TimeOptions): Promise<{
  readonly segment: FunctionTimes;
  readonly classify: FunctionTimes & { readonly calls: number };
  /** Of segment, from its own log lines: of the fastest cold process and of the last warm cheque. */
  readonly stages: { readonly cold: Stages; readonly warm: Stages };
}> {
  const s3 = new FakeS3();
  const classifier = classifySandboxes(() => startClassify(options));
  const requests: unknown[] = [];
  const lambda = await startFakeLambda(async (event) => {
    requests.push(event);
    return await classifier.call(event);
  });
  const url = await s3.start();
  const startSegment = () =>
    startFunction(join(options.dist, 'functions/segment'), {
      memoryMb: options.memoryMb.segment,
      env: {
        RESULTS_BUCKET: 'results',
        CLASSIFY_FUNCTION: 'classify',
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_ENDPOINT_URL_S3: url,
        AWS_ENDPOINT_URL_LAMBDA: lambda.url,
      },
    });
  let documents = 0;
  const nextCheque = (): SQSEvent => {
    const key = `${documents++}.jpg`;
    s3.put('inbox', key, options.cheque);
    return sqsEvent(notification({ bucket: 'inbox', key }));
  };
  const read = async (process: FunctionProcess) => {
    const { answer, ...time } = await process.call(nextCheque());
    const { batchItemFailures } = answer as { readonly batchItemFailures: readonly unknown[] };
    if (batchItemFailures.length > 0) throw new Error(`Expected a result; ${process.lines.at(-1)}`);
    return time;
  };
  try {
    const warmUp = await startSegment();
    // After that every sandbox of classify has run every network.
    for (let times = 0; times < WARM_UPS; times++) await read(warmUp);
    requests.length = 0;
    await read(warmUp);
    const oneCheque = requests.slice();
    await warmUp.stop();
    const segment = await timeOne({ ...options, start: startSegment, read });
    const fastest = segment.cold.reduce((one, other) => (other.totalMs < one.totalMs ? other : one));
    const stages = { cold: stagesOf(fastest.logged), warm: stagesOf(segment.logged) };
    const classify = await timeOne({
      ...options,
      start: () => startClassify(options),
      read: async (process) => {
        const sum = { ms: 0, cpuMs: 0 };
        for (const request of oneCheque) {
          const { ms, cpuMs } = await process.call(request);
          sum.ms += ms;
          sum.cpuMs += cpuMs;
        }
        return sum;
      },
    });
    return { segment, classify: { ...classify, calls: oneCheque.length }, stages };
  } finally {
    await Promise.all([s3.stop(), lambda.stop(), classifier.stop()]);
  }
}

function stagesOf(logged: string | undefined): Stages {
  return (JSON.parse(logged ?? '{}') as { readonly ms?: Stages }).ms ?? {};
}

/** Cheques read before any is timed. */
const WARM_UPS = 12;

/** Classify as Lambda runs it: a call that comes while others are being answered gets a process of its own. */
function classifySandboxes(start: () => Promise<FunctionProcess>) {
  const all: FunctionProcess[] = [];
  const idle: FunctionProcess[] = [];
  const another = async () => {
    const sandbox = await start();
    all.push(sandbox);
    return sandbox;
  };
  return {
    async call(event: unknown): Promise<unknown> {
      const sandbox = idle.shift() ?? (await another());
      const { answer } = await sandbox.call(event);
      idle.push(sandbox);
      return answer;
    },
    stop: async () => void (await Promise.all(all.map((sandbox) => sandbox.stop()))),
  };
}

function startClassify({ dist, memoryMb }: TimeOptions): Promise<FunctionProcess> {
  return startFunction(join(dist, 'functions/classify'), {
    memoryMb: memoryMb.classify,
    env: { MODEL_DIR: join(dist, 'layer/model') },
  });
}

interface OneFunction {
  readonly cold: number;
  readonly warm: number;
  readonly start: () => Promise<FunctionProcess>;
  readonly read: (process: FunctionProcess) => Promise<WarmTime>;
}

async function timeOne({ cold, warm, start, read }: OneFunction) {
  const starts: ColdTimes[] = [];
  for (let run = 0; run < cold; run++) {
    const process = await start();
    const { ms: firstMs, cpuMs } = await read(process);
    const { importMs, importCpuMs } = process.start;
    starts.push({
      ...process.start,
      firstMs,
      totalMs: importMs + firstMs,
      totalCpuMs: importCpuMs + cpuMs,
      logged: process.lines.at(-1),
    });
    await process.stop();
  }
  const process = await start();
  await read(process);
  const times: WarmTime[] = [];
  for (let run = 0; run < warm; run++) times.push(await read(process));
  const logged = process.lines.at(-1);
  const peakMb = process.peakMb();
  await process.stop();
  return { cold: starts, warm: times, peakMb, logged };
}
