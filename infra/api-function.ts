import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledgeObjects } from './acknowledge-objects.ts';
import { createFunction } from './create-function.ts';
import type { StageSettings } from './settings.ts';

/** Where documents that come in by HTTP lie in the inbox, and their results in the results bucket (functions/api/document-id.ts). */
export const API_PREFIX = 'api/';

export interface ApiFunctionProps {
  readonly settings: StageSettings;
  /** Folder of the built function. */
  readonly code: string;
  readonly inbox: Bucket;
  readonly results: Bucket;
  readonly keys: { readonly inbox: IKey; readonly results: IKey };
}

/** Answers the HTTP API: stores documents into the inbox and finds their results. It sees nothing but what came in by HTTP. */
export class ApiFunction extends Construct {
  readonly handler: LambdaFunction;
  readonly alias: IFunction;

  constructor(scope: Construct, id: string, props: ApiFunctionProps) {
    super(scope, id);
    const { settings, code, inbox, results } = props;
    const { handler, alias } = createFunction(this, {
      description: 'Digitlift: takes documents and gives results by HTTP',
      settings,
      size: settings.api,
      code,
      // As functions/api/env.ts reads them.
      environment: { INBOX_BUCKET: inbox.bucketName, RESULTS_BUCKET: results.bucketName },
      statements: statementsFor(props),
    });
    this.handler = handler;
    this.alias = alias;
    acknowledgeObjects(this, [
      [inbox, `${API_PREFIX}*`, 'Keys are made of random ids, which nobody knows before.'],
      [results, `${API_PREFIX}*`, 'Keys are made of random ids, which nobody knows before.'],
    ]);
  }
}

function statementsFor({ inbox, results, keys }: ApiFunctionProps): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'StoreDocuments',
      actions: ['s3:PutObject'],
      resources: [inbox.arnForObjects(`${API_PREFIX}*`)],
    }),
    new PolicyStatement({
      sid: 'ReadResults',
      actions: ['s3:GetObject'],
      resources: [results.arnForObjects(`${API_PREFIX}*`)],
    }),
    new PolicyStatement({
      sid: 'FindDocuments',
      actions: ['s3:ListBucket'],
      resources: [inbox.bucketArn, results.bucketArn],
      conditions: { StringLike: { 's3:prefix': `${API_PREFIX}*` } },
    }),
    new PolicyStatement({
      sid: 'EncryptDocuments',
      actions: ['kms:GenerateDataKey'],
      resources: [keys.inbox.keyArn],
    }),
    new PolicyStatement({
      sid: 'DecryptResults',
      actions: ['kms:Decrypt'],
      resources: [keys.results.keyArn],
    }),
  ];
}
