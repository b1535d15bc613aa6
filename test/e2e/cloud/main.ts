import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { INBOX, RESULTS, startLocalCloud } from './local-cloud.ts';
import { HAS_PARTS } from './parts.ts';

// `npm run local-cloud`: the built functions on loopback until Ctrl-C.

const dist = join(import.meta.dirname, '../../../dist');
if (!HAS_PARTS || !existsSync(join(dist, 'layer/model/manifest.json'))) {
  console.error(
    'Expected the built functions and the parts of the local cloud; run npm run build and scripts/install-local-cloud.sh',
  );
  process.exit(2);
}

const cloud = await startLocalCloud({ dist });
console.log(`S3, SQS and EventBridge answer at ${cloud.url}, for example:
  aws --endpoint-url ${cloud.url} s3 cp cheque.jpg s3://${INBOX}/
  aws --endpoint-url ${cloud.url} s3 ls s3://${RESULTS}/
Any access key will do (AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test), region eu-west-1. Ctrl-C stops everything.`);
const stopped = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
});
await stopped;
await cloud.stop();
