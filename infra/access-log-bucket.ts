import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export interface AccessLogBucketProps {
  readonly bucketName: string;
  readonly keepDays: number;
  readonly retain: boolean;
}

/** Where S3 records who touched which object of the other buckets. */
export class AccessLogBucket extends Construct {
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string, { bucketName, keepDays, retain }: AccessLogBucketProps) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      bucketName,
      // S3 delivers its records to no bucket with a customer's key.
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      lifecycleRules: [
        {
          id: 'expire',
          expiration: Duration.days(keepDays),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    // The library's own types do not fit each other under exactOptionalPropertyTypes.
    this.bucket = bucket as IBucket;
  }
}
