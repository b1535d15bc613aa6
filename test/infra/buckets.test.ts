import { describe, expect, it } from 'vitest';
import { arnOf, idOf, namePieces, objectsOf, onlyTls, propertiesOf, synthesize } from './synthesize.ts';

const dev = synthesize();
const prod = synthesize({ stage: 'prod' });
const changed = synthesize({ inboxDays: '45', resultsDays: '2555' });
const accessLogs = idOf(dev, 'AccessLogsBucket');

describe.each([
  ['inbox', 'Inbox', 'InboxKey', [30, 90, 45]],
  ['results', 'Results', 'ResultsKey', [30, 365, 2_555]],
  // Templates are no data of a customer: they stay until somebody takes them away.
  ['templates', 'Templates', 'ResultsKey', [undefined, undefined, undefined]],
] as const)('the %s bucket', (role, construct, key, days) => {
  const properties = propertiesOf(dev, `${construct}Bucket`);

  it('has a name made of stack, role, account and region', () => {
    expect(properties.BucketName).toEqual({ 'Fn::Join': ['', namePieces(role)] });
  });

  it('is versioned and never public', () => {
    expect(properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
  });

  it('is encrypted under the key of its class of data', () => {
    expect(properties.BucketEncryption).toEqual({
      ServerSideEncryptionConfiguration: [
        {
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: {
            SSEAlgorithm: 'aws:kms',
            KMSMasterKeyID: arnOf(idOf(dev, key)),
          },
        },
      ],
    });
  });

  it('takes TLS only', () => {
    const bucket = idOf(dev, `${construct}Bucket`);
    const policy = propertiesOf(dev, `${construct}BucketPolicy`);
    expect(policy.Bucket).toEqual({ Ref: bucket });
    expect(policy.PolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: [onlyTls('s3:*', [arnOf(bucket), objectsOf(bucket)])],
    });
  });

  it('has its accesses recorded', () => {
    expect(properties.LoggingConfiguration).toEqual({
      DestinationBucketName: { Ref: accessLogs },
      LogFilePrefix: `${role}/`,
    });
  });

  it.each([
    ['dev', dev, days[0]],
    ['prod', prod, days[1]],
    ['dev with other settings', changed, days[2]],
  ] as const)('is emptied in time in %s, whatever the prefix', (_, stage, expected) => {
    expect(propertiesOf(stage, `${construct}Bucket`).LifecycleConfiguration).toEqual({
      Rules: [
        {
          Id: 'expire',
          Status: 'Enabled',
          ...(expected !== undefined && { ExpirationInDays: expected }),
          NoncurrentVersionExpiration: { NoncurrentDays: 7 },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
        },
        { Id: 'remove-delete-markers', Status: 'Enabled', ExpiredObjectDeleteMarker: true },
      ],
    });
  });
});

describe('the bucket of access records', () => {
  const properties = propertiesOf(dev, 'AccessLogsBucket');

  it('is never public, and under the one encryption that S3 delivers records to', () => {
    expect(properties).toMatchObject({
      BucketName: { 'Fn::Join': ['', namePieces('access-logs')] },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
    });
  });

  it('is emptied in time', () => {
    expect(properties.LifecycleConfiguration).toMatchObject({ Rules: [{ ExpirationInDays: 30 }] });
    expect(propertiesOf(prod, 'AccessLogsBucket').LifecycleConfiguration).toMatchObject({
      Rules: [{ ExpirationInDays: 365 }],
    });
  });

  it('takes records of the three buckets from S3 and nothing from anybody else', () => {
    const { PolicyDocument } = propertiesOf(dev, 'AccessLogsBucketPolicy');
    const delivery = (bucket: string, prefix: string) => ({
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: { 'Fn::Join': ['', [arnOf(accessLogs), `/${prefix}/*`]] },
      Condition: {
        ArnLike: { 'aws:SourceArn': arnOf(idOf(dev, bucket)) },
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      },
    });
    expect(PolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: [
        onlyTls('s3:*', [arnOf(accessLogs), objectsOf(accessLogs)]),
        delivery('InboxBucket', 'inbox'),
        delivery('ResultsBucket', 'results'),
        delivery('TemplatesBucket', 'templates'),
      ],
    });
  });
});
