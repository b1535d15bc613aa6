import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../functions/api/openapi.ts';
import { arnOf, idOf, propertiesOf, synthesize } from './synthesize.ts';

const dev = synthesize();
const prod = synthesize({ stage: 'prod' });
const routes = Object.values(dev.resources).filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Route');

describe('the HTTP API', () => {
  it('has the routes of docs/openapi.json, each behind IAM', () => {
    const { paths } = openApiDocument() as { paths: Record<string, object> };
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.map(({ Properties }) => Properties.RouteKey).sort()).toEqual(described.sort());
    for (const { Properties } of routes) expect(Properties.AuthorizationType).toBe('AWS_IAM');
  });

  it('calls the API function by its alias, and may call nothing else', () => {
    const alias = idOf(dev, 'ApiHandlerFunctionAliaslive');
    dev.template.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '2.0',
      IntegrationUri: { Ref: alias },
    });
    dev.template.allResourcesProperties('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      FunctionName: { Ref: alias },
    });
  });

  it.each([
    ['dev', dev, 20, 40],
    ['prod', prod, 200, 400],
  ] as const)('is bounded in %s', (_, stage, rate, burst) => {
    expect(propertiesOf(stage, 'DocumentApiStage').DefaultRouteSettings).toEqual({
      ThrottlingRateLimit: rate,
      ThrottlingBurstLimit: burst,
    });
  });

  it('logs who asked for what, as JSON, without ids, headers and bodies', () => {
    const { DestinationArn, Format } = propertiesOf(dev, 'DocumentApiStage').AccessLogSettings as {
      DestinationArn: unknown;
      Format: string;
    };
    expect(DestinationArn).toEqual(arnOf(idOf(dev, 'DocumentApiLogs')));
    const line = JSON.parse(Format);
    expect(line).toMatchObject({ status: '$context.status', caller: '$context.identity.userArn' });
    expect(Object.values(line)).not.toContain('$context.path');
    expect(propertiesOf(prod, 'DocumentApiLogs').RetentionInDays).toBe(365);
  });
});
