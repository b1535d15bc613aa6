import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildClassify, buildLayer, buildSegment } from '../../scripts/build-artefacts.ts';
import type { FakeS3 } from '../store/fake-s3.ts';
import { type BareProcess, startBundle } from './bare-process.ts';
import { type FakeLambda, startFakeLambda } from './fake-lambda.ts';
import { PROJECT } from './in-process.ts';

/** Both functions as they are built, each in a process of its own, over a store on loopback. */
export interface BuiltFunctions {
  /** Folder of the artefacts, in which nothing of this project is found upwards. */
  readonly out: string;
  readonly classify: BareProcess;
  readonly segment: BareProcess;
  /** What segment calls classify by. */
  readonly lambda: FakeLambda;
  stop(): Promise<void>;
}

/** Builds and starts the functions; `settings` are added to the environment of segment. */
export async function startBuiltFunctions(
  s3: FakeS3,
  settings: Readonly<Record<string, string>> = {},
): Promise<BuiltFunctions> {
  const out = await mkdtemp(join(tmpdir(), 'digitlift-bundles-'));
  await buildSegment({ project: PROJECT, out });
  await buildClassify({ project: PROJECT, out });
  await buildLayer({ project: PROJECT, out });
  const classify = await startBundle(join(out, 'functions/classify'), {
    MODEL_DIR: join(out, 'layer/model'),
  });
  const lambda = await startFakeLambda((event) => classify.call(event));
  const segment = await startBundle(join(out, 'functions/segment'), {
    RESULTS_BUCKET: 'results',
    CLASSIFY_FUNCTION: 'classify:live',
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_S3: await s3.start(),
    AWS_ENDPOINT_URL_LAMBDA: lambda.url,
    ...settings,
  });
  return {
    out,
    classify,
    segment,
    lambda,
    async stop() {
      await Promise.all([segment.stop(), classify.stop(), lambda.stop(), s3.stop()]);
      await rm(out, { recursive: true });
    },
  };
}
