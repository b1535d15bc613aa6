import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { parseOptions } from './ops/parse-options.ts';
import { reprocess } from './ops/reprocess.ts';

const USAGE = "npm run reprocess -- --stage dev|prod --prefix KEY-PREFIX ('/' for all) [--dry-run]";

/** Has documents of the inbox read again by the model that is live now (docs/runbook.md, "Reprocess"). */
try {
  const options = parseOptions(process.argv.slice(2), USAGE, {
    required: ['stage', 'prefix'],
    flags: ['dry-run'],
  });
  const dryRun = options['dry-run'] ?? false;
  const count = await reprocess({
    s3: new S3Client({}),
    sqs: new SQSClient({}),
    stage: options.stage,
    // All documents have to be asked for in so many words.
    prefix: options.prefix === '/' ? '' : options.prefix,
    dryRun,
  });
  console.log(`${count} documents ${dryRun ? 'would be' : 'will be'} read again`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
