import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { extractDocument } from '../../lib/pipeline/extract-document.ts';
import { S3Store } from '../../lib/store/s3-store.ts';
import type { SegmentDependencies } from './create-handler.ts';
import { readSettings } from './env.ts';
import { createInvokeClassifier } from './invoke-classifier.ts';

/** Connects the segment function to S3 and to the classify function. Throws RequestError `not-configured`. */
export function connect(env: NodeJS.ProcessEnv): SegmentDependencies {
  const { resultsBucket, classifyFunction, overlay, maxMisread } = readSettings(env);
  const s3 = new S3Client({});
  return {
    openInbox: (bucket) => new S3Store(s3, bucket),
    results: new S3Store(s3, resultsBucket),
    classifier: createInvokeClassifier({ client: new LambdaClient({}), functionName: classifyFunction }),
    extract: extractDocument,
    overlay,
    maxMisread,
    log: (line) => console.log(JSON.stringify(line)),
    now: () => performance.now(),
  };
}
