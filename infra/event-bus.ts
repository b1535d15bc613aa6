import { Aws } from 'aws-cdk-lib';

/** The bus that is told of every result. */
export interface EventBus {
  readonly name: string;
  readonly arn: string;
}

/** The account's own bus: rules on it need no right of this stack, and it is there without being paid for. */
export const DEFAULT_BUS: EventBus = {
  name: 'default',
  arn: `arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:event-bus/default`,
};
