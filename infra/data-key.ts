import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** What the account's own roles may be allowed to do with a key, by policies of theirs: all of it, action by action. */
const ACCOUNT_ACTIONS = [
  'CancelKeyDeletion',
  'CreateAlias',
  'CreateGrant',
  'Decrypt',
  'DeleteAlias',
  'DescribeKey',
  'DisableKey',
  'DisableKeyRotation',
  'EnableKey',
  'EnableKeyRotation',
  'Encrypt',
  'GenerateDataKey',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'ListAliases',
  'ListGrants',
  'ListKeyPolicies',
  'ListKeyRotations',
  'ListResourceTags',
  'PutKeyPolicy',
  'RetireGrant',
  'RevokeGrant',
  'RotateKeyOnDemand',
  'ScheduleKeyDeletion',
  'TagResource',
  'UntagResource',
  'UpdateAlias',
  'UpdateKeyDescription',
].map((action) => `kms:${action}`);

/** A service of AWS that encrypts under a key on its own account: what it says itself to be acting for has to fit. */
export interface KeyUser {
  readonly service: string;
  /** ARN, with `*` where a part is open, of the resource that it acts for. */
  readonly sourceArn: string;
}

export interface DataKeyProps {
  readonly description: string;
  /** A key that the user brings; its policy is the user's to write. @default a key is made */
  readonly arn: string | undefined;
  readonly user?: KeyUser;
  /** Keep the key when the stack is deleted: what it encrypted could never be read again. */
  readonly retain: boolean;
}

/** The key of one class of data. One for a bucket and for the queue that it tells would each wait for the other's policy. */
export class DataKey extends Construct {
  readonly key: IKey;

  constructor(scope: Construct, id: string, { description, arn, user, retain }: DataKeyProps) {
    super(scope, id);
    if (arn !== undefined) {
      this.key = Key.fromKeyArn(this, 'Brought', arn);
      return;
    }
    this.key = new Key(this, 'Key', {
      description,
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      policy: new PolicyDocument({ statements: keyPolicy(user) }),
    });
  }
}

/** In a key's policy `*` means that key. */
function keyPolicy(user: KeyUser | undefined): PolicyStatement[] {
  const account = new PolicyStatement({
    sid: 'AccountDecides',
    principals: [new AccountRootPrincipal()],
    actions: ACCOUNT_ACTIONS,
    resources: ['*'],
  });
  if (user === undefined) return [account];
  const service = new PolicyStatement({
    sid: 'ServiceEncrypts',
    principals: [new ServicePrincipal(user.service)],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: {
      ArnLike: { 'aws:SourceArn': user.sourceArn },
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
    },
  });
  return [account, service];
}
