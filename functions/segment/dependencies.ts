import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { dayIn } from '../../lib/fields/day-in.ts';
import { extractDocument } from '../../lib/pipeline/extract-document.ts';
import { S3Store } from '../../lib/store/s3-store.ts';
import type { SegmentDependencies } from './create-handler.ts';
import type { LogLine } from './document-log.ts';
import { readSettings } from './env.ts';
import { createInvokeClassifier } from './invoke-classifier.ts';
import { SHIPPED_TEMPLATES } from './shipped-templates.ts';
import { createTellOfResult } from './tell-of-result.ts';
import { createTemplateSource } from './template-source.ts';

/** Connects the segment function to S3 and to the classify function. Throws RequestError `not-configured`. */
export function connect(env: NodeJS.ProcessEnv): SegmentDependencies {
  const { resultsBucket, classifyFunction, overlay, maxMisread, country, timeZone, templates, eventBus } =
    readSettings(env);
  const s3 = new S3Client({});
  const results = new S3Store(s3, resultsBucket);
  // Not console.log, before whose text Lambda writes more: metric filters count lines that are JSON and nothing else.
  const log = (line: LogLine) => void process.stdout.write(`${JSON.stringify(line)}\n`);
  const now = () => performance.now();
  return {
    openInbox: (bucket) => new S3Store(s3, bucket),
    results,
    classifier: createInvokeClassifier({ client: new LambdaClient({}), functionName: classifyFunction }),
    extract: extractDocument,
    overlay,
    maxMisread,
    ...(country !== undefined && { country }),
    dayOf: dayIn(timeZone),
    shippedTemplates: SHIPPED_TEMPLATES,
    ...(templates !== undefined && {
      findTemplates: createTemplateSource({
        store: new S3Store(s3, templates.bucket),
        prefix: templates.prefix,
        log,
        now,
      }),
    }),
    ...(eventBus !== undefined && {
      tell: createTellOfResult({ client: new EventBridgeClient({}), eventBus, results }),
    }),
    log,
    now,
  };
}
