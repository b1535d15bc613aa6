import { S3Client } from '@aws-sdk/client-s3';
import { S3Store } from '../../lib/store/s3-store.ts';
import type { ApiDependencies } from './create-handler.ts';
import { newDocumentId } from './document-id.ts';
import { readSettings } from './env.ts';
import { signDownload, signUpload } from './sign-requests.ts';

/** Connects the API function to S3. Throws RequestError `not-configured`. */
export function connect(env: NodeJS.ProcessEnv): ApiDependencies {
  const { inboxBucket, resultsBucket } = readSettings(env);
  const s3 = new S3Client({});
  const signer = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
  return {
    inbox: new S3Store(s3, inboxBucket),
    results: new S3Store(s3, resultsBucket),
    newId: newDocumentId,
    signUpload: (key, bytes, metadata) => signUpload(signer, inboxBucket, key, bytes, metadata),
    signDownload: (key) => signDownload(signer, resultsBucket, key),
    log: (line) => process.stdout.write(`${JSON.stringify(line)}\n`),
  };
}
