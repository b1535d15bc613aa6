import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';

export interface PollerOptions {
  readonly sqs: SQSClient;
  readonly lambda: LambdaClient;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  /** Calls under way at once. */
  readonly concurrency: number;
  /** Show failed messages again at once, rather than after the queue's visibility timeout, so that tests end today. */
  readonly hurry: boolean;
}

export interface Poller {
  /** Every answer of the function, and the number of messages that it was asked with. */
  readonly calls: readonly { readonly messages: number; readonly failed: number; readonly error?: string }[];
  stop(): Promise<void>;
}

/**
 * Lambda's event source mapping of a queue with ReportBatchItemFailures, which no emulator brings along: receives, calls the
 * function, deletes what it does not report as failed (AWS Lambda, "Handling errors for an SQS event source").
 */
export function startPoller(options: PollerOptions): Poller {
  const calls: { messages: number; failed: number; error?: string }[] = [];
  const stop = new AbortController();
  const work = async () => {
    while (!stop.signal.aborted) {
      const messages = await receive(options, stop.signal);
      if (messages.length === 0) continue;
      const { failed, error } = await callWith(options, messages);
      calls.push({ messages: messages.length, failed: failed.size, ...(error && { error }) });
      for (const message of messages) await settle(options, message, failed.has(message.MessageId ?? ''));
    }
  };
  const workers = Array.from({ length: options.concurrency }, work);
  return {
    calls,
    async stop() {
      stop.abort();
      await Promise.all(workers);
    },
  };
}

async function receive({ sqs, queueUrl, batchSize }: PollerOptions, signal: AbortSignal) {
  try {
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: batchSize,
        MessageSystemAttributeNames: ['All'],
        WaitTimeSeconds: 1,
      }),
      { abortSignal: signal },
    );
    return Messages ?? [];
  } catch (error) {
    if (signal.aborted) return [];
    throw error;
  }
}

async function callWith({ lambda, functionName, queueArn }: PollerOptions, messages: readonly Message[]) {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(eventOf(messages, queueArn)) }),
  );
  const answer: unknown = JSON.parse(new TextDecoder().decode(Payload));
  const all = new Set(messages.map(({ MessageId }) => MessageId ?? ''));
  if (FunctionError !== undefined) return { failed: all, error: JSON.stringify(answer) };
  const { batchItemFailures } = answer as SQSBatchResponse;
  return { failed: new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)), error: undefined };
}

function eventOf(messages: readonly Message[], queueArn: string): SQSEvent {
  return {
    Records: messages.map((message) => ({
      messageId: message.MessageId ?? '',
      receiptHandle: message.ReceiptHandle ?? '',
      body: message.Body ?? '',
      attributes: {
        ApproximateReceiveCount: message.Attributes?.ApproximateReceiveCount ?? '',
        SentTimestamp: message.Attributes?.SentTimestamp ?? '',
        SenderId: message.Attributes?.SenderId ?? '',
        ApproximateFirstReceiveTimestamp: message.Attributes?.ApproximateFirstReceiveTimestamp ?? '',
      },
      messageAttributes: {},
      md5OfBody: message.MD5OfBody ?? '',
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion: 'eu-west-1',
    })),
  };
}

async function settle({ sqs, queueUrl, hurry }: PollerOptions, { ReceiptHandle }: Message, failed: boolean) {
  const message = { QueueUrl: queueUrl, ReceiptHandle };
  if (!failed) await sqs.send(new DeleteMessageCommand(message));
  else if (hurry) await sqs.send(new ChangeMessageVisibilityCommand({ ...message, VisibilityTimeout: 0 }));
}
