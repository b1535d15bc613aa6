import { setTimeout } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { parseOptions } from './ops/parse-options.ts';
import { redrive } from './ops/redrive.ts';

const USAGE = 'npm run redrive -- --stage dev|prod [--per-second 1..500]';

/** Moves the dead letters of a stage back into its inbox queue (docs/runbook.md, "Dead letters"). */
try {
  const options = parseOptions(process.argv.slice(2), USAGE, {
    required: ['stage'],
    optional: ['per-second'],
  });
  const perSecond = options['per-second'];
  const moved = await redrive({
    client: new SQSClient({}),
    stage: options.stage,
    ...(perSecond !== undefined && { perSecond: Number(perSecond) }),
    wait: () => setTimeout(2_000),
    log: (line) => console.log(line),
  });
  console.log(`${moved} messages moved back into the inbox queue`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
