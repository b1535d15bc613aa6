import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect } from 'vitest';
import * as z from 'zod';
import { findArtefacts } from '../../infra/artefacts.ts';
import { DigitliftStack } from '../../infra/digitlift-stack.ts';
import { chooseStage } from '../../infra/settings.ts';
import { type FakeArtefactsOptions, withFolder, writeFakeArtefacts } from './fake-artefacts.ts';

export const PROJECT = join(import.meta.dirname, '../..');

const cdkJson = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(join(PROJECT, 'cdk.json'), 'utf8')));

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DependsOn: z.array(z.string()).default([]),
  DeletionPolicy: z.optional(z.string()),
  UpdateReplacePolicy: z.optional(z.string()),
});
type Resource = z.infer<typeof resourceSchema>;

export interface Synthesized {
  readonly stack: DigitliftStack;
  readonly template: Template;
  readonly resources: Readonly<Record<string, Resource>>;
}

/** The stack of a stage over tiny artefacts, under the feature flags of cdk.json, and its template. */
export function synthesize(
  choice: Readonly<Record<string, unknown>> = {},
  options: FakeArtefactsOptions = {},
): Synthesized {
  return withFolder((folder) => {
    writeFakeArtefacts(folder, options);
    const { stage, stackName, settings } = chooseStage((name) => choice[name]);
    const app = new App({ context: cdkJson.context, outdir: join(folder, 'cdk.out') });
    const stack = new DigitliftStack(app, stackName, {
      stage,
      settings,
      artefacts: findArtefacts(folder, settings.architecture),
    });
    const template = Template.fromStack(stack);
    const resources = z.record(z.string(), resourceSchema).parse(template.toJSON().Resources);
    return { stack, template, resources };
  });
}

/** The logical id that CDK made of `name`: the name and eight digits of hash. */
export function idOf({ resources }: Synthesized, name: string): string {
  const ids = Object.keys(resources).filter((id) => id.replace(/[0-9A-F]{8}$/, '') === name);
  if (ids.length !== 1) {
    throw new Error(
      `Expected one resource called ${name} but found ${ids.length} in ${Object.keys(resources).join(', ')}`,
    );
  }
  return ids[0]!;
}

/** Properties of the resource that CDK made of `name`. */
export function propertiesOf(synthesized: Synthesized, name: string): Resource['Properties'] {
  return synthesized.resources[idOf(synthesized, name)]!.Properties;
}

/** `Fn::GetAtt` of a resource's ARN, by its logical id. */
export const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** ARN of every object of a bucket, by the bucket's logical id. */
export const objectsOf = (id: string) => ({ 'Fn::Join': ['', [arnOf(id), '/*']] });

/** The name of a bucket of the dev stage, as part of the template's Fn::Join. */
export const namePieces = (role: string) => [
  `digitlift-dev-${role}-`,
  { Ref: 'AWS::AccountId' },
  '-',
  { Ref: 'AWS::Region' },
];

/** The statement of a policy that refuses every request without TLS. */
export const onlyTls = (action: string, resource: unknown) =>
  expect.objectContaining({
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: action,
    Resource: resource,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
