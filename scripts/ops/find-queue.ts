import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** The queues of a stack, by the ends of their names (infra/digitlift-stack.ts). */
export type QueueRole = 'inbox' | 'dead-letters';

export interface FoundQueue {
  readonly url: string;
  readonly arn: string;
}

/** Finds a queue of a stage. Throws Error that says what to check where there is none. */
export async function findQueue(client: SQSClient, stage: string, role: QueueRole): Promise<FoundQueue> {
  const name = `digitlift-${stage}-${role}`;
  try {
    const { QueueUrl = '' } = await client.send(new GetQueueUrlCommand({ QueueName: name }));
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
    );
    return { url: QueueUrl, arn: Attributes.QueueArn ?? '' };
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error;
    throw new Error(`There is no queue ${name}: check stage, account and region`, { cause: error });
  }
}

/** The inbox bucket of a stage, by the queue that it announces to: both are of one account and region. */
export function inboxBucketOf(stage: string, { arn }: FoundQueue): string {
  const [, , , region, account] = arn.split(':');
  return `digitlift-${stage}-inbox-${account}-${region}`;
}
