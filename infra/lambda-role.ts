import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface LambdaRoleProps {
  readonly logRetention: RetentionDays;
  /** Keep the logs when the stack is deleted. */
  readonly retainLogs: boolean;
  /** All that the function may do beside writing its log and its traces. @default nothing */
  readonly statements?: readonly PolicyStatement[];
}

/** A function's log group and its role: what it may do is written here and in its own file, and comes from nowhere else. */
export class LambdaRole extends Construct {
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { logRetention, retainLogs, statements = [] }: LambdaRoleProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'Logs', {
      retention: logRetention,
      removalPolicy: retainLogs ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const writesLog = new PolicyStatement({
      sid: 'WriteLog',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [this.logGroup.logGroupArn],
    });
    const writesTraces = new PolicyStatement({
      sid: 'WriteTraces',
      actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
      resources: ['*'],
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      // Inline, so that it holds before anything uses the role: Lambda refuses a queue that the role may not read yet.
      inlinePolicies: {
        permissions: new PolicyDocument({ statements: [writesLog, writesTraces, ...statements] }),
      },
    });
    const reason =
      'X-Ray knows no resources for the two actions that write traces; every other statement names its own.';
    Validations.of(this.role).acknowledge(
      { id: 'AwsSolutions-IAM5[Resource::*]', reason },
      { id: 'Serverless-LambdaStarPermissions', reason },
    );
  }
}
