import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  QueueDoesNotExist,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { redrive } from '../../../scripts/ops/redrive.ts';

const ARN = 'arn:aws:sqs:eu-west-1:123456789012:digitlift-prod-dead-letters';
const sqs = mockClient(SQSClient);
const wait = vi.fn(async () => undefined);
const lines: string[] = [];
const run = (perSecond?: number) =>
  redrive({
    client: new SQSClient({}),
    stage: 'prod',
    ...(perSecond !== undefined && { perSecond }),
    wait,
    log: (line) => lines.push(line),
  });

beforeEach(() => {
  sqs.reset();
  wait.mockClear();
  lines.length = 0;
  sqs.on(GetQueueUrlCommand, { QueueName: 'digitlift-prod-dead-letters' }).resolves({ QueueUrl: 'url' });
  sqs.on(GetQueueAttributesCommand).resolves({ Attributes: { QueueArn: ARN } });
  sqs.on(StartMessageMoveTaskCommand).resolves({ TaskHandle: 'h' });
});

describe('redrive', () => {
  it('moves dead letters back where they came from, and waits until that is done', async () => {
    sqs
      .on(ListMessageMoveTasksCommand)
      .resolvesOnce({ Results: [{ Status: 'RUNNING', ApproximateNumberOfMessagesMoved: 3 }] })
      .resolves({ Results: [{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 7 }] });
    await expect(run()).resolves.toBe(7);
    expect(sqs.commandCalls(StartMessageMoveTaskCommand)[0]!.args[0].input).toEqual({ SourceArn: ARN });
    expect(wait).toHaveBeenCalledTimes(1);
    expect(lines).toEqual(['3 moved so far']);
  });

  it('moves them as slowly as asked', async () => {
    sqs.on(ListMessageMoveTasksCommand).resolves({ Results: [{ Status: 'COMPLETED' }] });
    await expect(run(10)).resolves.toBe(0);
    expect(sqs.commandCalls(StartMessageMoveTaskCommand)[0]!.args[0].input).toEqual({
      SourceArn: ARN,
      MaxNumberOfMessagesPerSecond: 10,
    });
  });

  it.each(['FAILED', 'CANCELLED'])('says why the move is %s', async (Status) => {
    sqs.on(ListMessageMoveTasksCommand).resolves({
      Results: [{ Status, ApproximateNumberOfMessagesMoved: 2, FailureReason: 'no right to send' }],
    });
    await expect(run()).rejects.toThrow(`The move ended as ${Status} after 2 messages: no right to send`);
  });

  it('says what to check where there is no such queue', async () => {
    sqs.on(GetQueueUrlCommand).rejects(new QueueDoesNotExist({ message: 'none', $metadata: {} }));
    await expect(run()).rejects.toThrow(
      'There is no queue digitlift-prod-dead-letters: check stage, account and region',
    );
  });
});
