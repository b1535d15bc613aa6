import { Aws, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DataKey } from './data-key.ts';
import type { StageSettings } from './settings.ts';

/** Where alarms are told: the user's own topic, or one made here; and e-mail addresses, which have to confirm. */
export class AlarmTopic extends Construct {
  readonly topic: ITopic;

  constructor(scope: Construct, id: string, { settings }: { readonly settings: StageSettings }) {
    super(scope, id);
    const { topic: brought, emails } = settings.alarms;
    this.topic = brought === undefined ? this.#make(settings) : Topic.fromTopicArn(this, 'Brought', brought);
    for (const [index, endpoint] of emails.entries()) {
      const subscription = new CfnSubscription(this, `Email${index + 1}`, {
        topicArn: this.topic.topicArn,
        protocol: 'email',
        endpoint,
      });
      Validations.of(subscription).acknowledge({
        id: 'Serverless-SNSRedrivePolicy',
        reason: 'Mail that cannot be delivered is of no use later; the alarm itself stays on in CloudWatch.',
      });
    }
  }

  #make({ keys, retainData }: StageSettings): Topic {
    const alarms = `arn:${Aws.PARTITION}:cloudwatch:${Aws.REGION}:${Aws.ACCOUNT_ID}:alarm:${Stack.of(this).stackName}-*`;
    const { key } = new DataKey(this, 'Key', {
      description: 'Digitlift: notices of alarms',
      arn: keys.alerts,
      user: { service: 'cloudwatch.amazonaws.com', sourceArn: alarms },
      retain: retainData,
    });
    const topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsPublish',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: {
          ArnLike: { 'aws:SourceArn': alarms },
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        },
      }),
    );
    return topic;
  }
}
