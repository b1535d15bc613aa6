import { documentHash } from '../functions/segment/document-log.ts';
import { parseOptions } from './ops/parse-options.ts';

const USAGE = 'npm run name-document -- --bucket INBOX --key KEY [--version VERSION-ID]';

/** Prints the name that log lines give to a document. */
try {
  const { bucket, key, version } = parseOptions(process.argv.slice(2), USAGE, {
    required: ['bucket', 'key'],
    optional: ['version'],
  });
  console.log(documentHash({ bucket, key, ...(version !== undefined && { versionId: version }) }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
