import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type CfnFunction,
  Code,
  type IFunction,
  type ILayerVersion,
  Function as LambdaFunction,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { LambdaRole } from './lambda-role.ts';
import type { ArchitectureName, FunctionSettings, StageSettings } from './settings.ts';

export const RUNTIME = Runtime.NODEJS_24_X;

export interface CreateFunctionProps {
  readonly description: string;
  readonly settings: StageSettings;
  readonly size: FunctionSettings;
  /** Folder of the built function, with `index.mjs` in it. */
  readonly code: string;
  readonly layers?: readonly ILayerVersion[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly statements?: readonly PolicyStatement[];
}

export interface CreatedFunction {
  readonly handler: LambdaFunction;
  readonly logGroup: LogGroup;
  /** What callers call; it moves to a new version as a whole: code, model and settings. */
  readonly alias: IFunction;
}

/** A function in `scope` with its role, its log group and the alias `live`. */
export function createFunction(scope: Construct, props: CreateFunctionProps): CreatedFunction {
  const { description, settings, size, code, layers = [], environment = {}, statements = [] } = props;
  const { role, logGroup } = new LambdaRole(scope, 'Rights', {
    logRetention: settings.logRetention,
    retainLogs: settings.retainData,
    statements,
  });
  const handler = new LambdaFunction(scope, 'Function', {
    description,
    runtime: RUNTIME,
    architecture: architectureOf(settings.architecture),
    handler: 'index.handler',
    code: Code.fromAsset(code),
    layers: [...layers],
    memorySize: size.memoryMb,
    timeout: Duration.seconds(size.timeoutSeconds),
    role,
    logGroup,
    environment,
    // Earlier versions stay, so that going back to one is a matter of the alias.
    currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
  });
  // Not `tracing`, which would add a policy of its own to the role.
  (handler.node.defaultChild as CfnFunction).tracingConfig = { mode: 'Active' };
  Validations.of(handler).acknowledge({
    id: 'Serverless-LambdaDLQ',
    reason: 'Nobody invokes it asynchronously; announcements that fail go to the dead-letter queue of SQS.',
  });
  // The library's own types do not fit each other under exactOptionalPropertyTypes.
  return { handler, logGroup, alias: handler.addAlias('live') as IFunction };
}

export function architectureOf(name: ArchitectureName): Architecture {
  return name === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64;
}
