import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type CfnStage, HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StageSettings } from './settings.ts';

export interface DocumentApiProps {
  readonly settings: StageSettings;
  readonly handler: IFunction;
}

/** Who asked for what, when and with what answer; never what was in it. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  caller: '$context.identity.userArn',
  requestBytes: '$context.requestLength',
  responseBytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
};

/** The routes of docs/openapi.json, open to those whom IAM lets call them. */
export class DocumentApi extends Construct {
  readonly api: HttpApi;
  readonly url: string;
  /** Requests that were answered with 500 or more. */
  readonly failures: IMetric;

  constructor(scope: Construct, id: string, { settings, handler }: DocumentApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      description: 'Digitlift: documents in, numbers out',
      createDefaultStage: false,
      defaultAuthorizer: new HttpIamAuthorizer(),
    });
    const integration = new HttpLambdaIntegration('Handler', handler);
    this.api.addRoutes({ path: '/v1/documents', methods: [HttpMethod.POST], integration });
    this.api.addRoutes({ path: '/v1/documents/{id}', methods: [HttpMethod.GET], integration });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle: { rateLimit: settings.api.requestsPerSecond, burstLimit: settings.api.burst },
    });
    this.#log(stage, settings);
    this.url = stage.url;
    this.failures = this.api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' });
  }

  #log(stage: HttpStage, { logRetention, retainData }: StageSettings): void {
    const logs = new LogGroup(this, 'Logs', {
      retention: logRetention,
      removalPolicy: retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    (stage.node.defaultChild as CfnStage).accessLogSettings = {
      destinationArn: logs.logGroupArn,
      format: JSON.stringify(ACCESS_LOG),
    };
  }
}
