import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { synthesize } from './synthesize.ts';

const key = 'arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000000';
/** Every way to choose that adds or leaves out a resource. */
const CHOICES = [
  {},
  { stage: 'prod', architecture: 'arm64', country: 'IN', alarmEmails: 'a@bank.example' },
  { inboxKey: key, resultsKey: key, queueKey: key, alertsKey: key },
  { alarmTopic: 'arn:aws:sns:eu-west-1:123456789012:on-call', templatesPrefix: 'bank/templates/' },
];

function findings(pack: NagPack, scope: IConstruct): string[] {
  return pack
    .validateScope(scope)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
    );
}

/** Rule and reason of everything that was acknowledged, with the construct that it was acknowledged of. */
function acknowledgements(scope: IConstruct): { path: string; rule: string; reason: string }[] {
  return scope.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) =>
        Object.entries(data as Record<string, string>).map(([id, reason]) => ({
          path: node.path.split('/').slice(1).join('/'),
          rule: id.replace(/^annotation::/i, ''),
          reason,
        })),
      ),
  );
}

describe.each(CHOICES)('cdk-nag on %j', (choice) => {
  it('finds nothing that is not acknowledged', () => {
    const { stack } = synthesize(choice);
    expect(findings(new AwsSolutionsChecks(), stack)).toEqual([]);
    expect(findings(new ServerlessChecks(), stack)).toEqual([]);
  });
});

describe('the acknowledgements', () => {
  const made = acknowledgements(synthesize({ alarmEmails: 'a@bank.example' }).stack);
  const objects = (id: string, pattern: string) =>
    expect.stringMatching(
      new RegExp(`^AwsSolutions-IAM5\\[Resource::<${id}[0-9A-F]{8}.Arn>/${pattern}\\*\\]$`),
    );

  it('are these seventeen', () => {
    const role = ['AwsSolutions-IAM5[Resource::*]', 'Serverless-LambdaStarPermissions'];
    const expected: Record<string, unknown[]> = {
      'InboxQueue/DeadLetters': ['Serverless-SQSRedrivePolicy'],
      'Classify/Rights/Role': role,
      'Classify/Function': ['Serverless-LambdaDLQ'],
      Segment: [
        objects('InboxBucket', ''),
        objects('ResultsBucket', ''),
        objects('TemplatesBucket', 'templates/'),
      ],
      'Segment/Rights/Role': role,
      'Segment/Function': ['Serverless-LambdaDLQ'],
      'Segment/Source': ['Serverless-LambdaEventSourceMappingDestination'],
      ApiHandler: [objects('InboxBucket', 'api/'), objects('ResultsBucket', 'api/')],
      'ApiHandler/Rights/Role': role,
      'ApiHandler/Function': ['Serverless-LambdaDLQ'],
      'Alerts/Email1': ['Serverless-SNSRedrivePolicy'],
    };
    const found: Record<string, string[]> = {};
    for (const { path, rule } of made) found[path] = [...(found[path] ?? []), rule];
    expect(found).toEqual(expected);
    expect(made).toHaveLength(17);
  });

  it('are each of something that would be found', () => {
    const { stack } = synthesize({ alarmEmails: 'a@bank.example' });
    const packs = [new AwsSolutionsChecks(), new ServerlessChecks()];
    // As if nobody had acknowledged anything.
    for (const pack of packs) Object.assign(pack, { isAcknowledged: () => false });
    const found = packs.flatMap((pack) => findings(pack, stack));
    for (const { path, rule } of acknowledgements(stack)) {
      const its = found.filter((finding) => `${finding}/`.startsWith(`${rule} digitlift-dev/${path}/`));
      expect(its, `${rule} of ${path}`).not.toEqual([]);
    }
  });

  it('each have a reason, in a sentence', () => {
    for (const { reason } of made) expect(reason).toMatch(/^[A-Z].{30,}\.$/);
  });
});
