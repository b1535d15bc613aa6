import { Stack, Validations } from 'aws-cdk-lib';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** Bucket, the pattern of keys that a role in `scope` may touch, and why it is no list of keys. */
export type ObjectsReason = readonly [bucket: Bucket, pattern: string, reason: string];

/** Acknowledges, one by one, the patterns of objects in the policies below `scope`. */
export function acknowledgeObjects(scope: Construct, objects: readonly ObjectsReason[]): void {
  for (const [bucket, pattern, reason] of objects) {
    const id = Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnBucket);
    // As cdk-nag writes an ARN of the template.
    Validations.of(scope).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${id}.Arn>/${pattern}]`,
      reason,
    });
  }
}
