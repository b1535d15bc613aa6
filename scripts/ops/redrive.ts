import {
  ListMessageMoveTasksCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { findQueue } from './find-queue.ts';

export interface RedriveOptions {
  readonly client: SQSClient;
  readonly stage: string;
  /** Messages a second, from 1 to 500. @default as fast as SQS will */
  readonly perSecond?: number;
  /** Waits before SQS is asked again how far it is. */
  readonly wait: () => Promise<void>;
  readonly log: (line: string) => void;
}

/**
 * Moves all messages of the dead-letter queue back to the queue that gave them up, and gives how many. Throws Error when
 * SQS fails to, or when another move is under way (SQS allows one for each queue).
 */
export async function redrive({ client, stage, perSecond, wait, log }: RedriveOptions): Promise<number> {
  const { arn } = await findQueue(client, stage, 'dead-letters');
  await client.send(
    new StartMessageMoveTaskCommand({
      SourceArn: arn,
      // No destination: each goes to the queue that it came from.
      ...(perSecond !== undefined && { MaxNumberOfMessagesPerSecond: perSecond }),
    }),
  );
  for (;;) {
    const { Results = [] } = await client.send(
      new ListMessageMoveTasksCommand({ SourceArn: arn, MaxResults: 1 }),
    );
    const { Status, ApproximateNumberOfMessagesMoved: moved = 0, FailureReason } = Results[0] ?? {};
    if (Status === 'COMPLETED') return moved;
    if (Status !== undefined && Status !== 'RUNNING') {
      throw new Error(
        `The move ended as ${Status} after ${moved} messages: ${FailureReason ?? 'no reason given'}`,
      );
    }
    log(`${moved} moved so far`);
    await wait();
  }
}
