import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { SIGNED_SECONDS, type Upload } from './schemas.ts';

/**
 * A request that stores one object of exactly `bytes` bytes with `metadata`, once: size, metadata and `If-None-Match` are part
 * of what is signed. The client must calculate checksums only where they are required, or the one of an empty body would be
 * signed with it.
 */
export async function signUpload(
  client: S3Client,
  bucket: string,
  key: string,
  bytes: number,
  metadata: Readonly<Record<string, string>> = {},
): Promise<Upload> {
  const kept = Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]);
  const headers = { 'if-none-match': '*', 'content-length': String(bytes), ...Object.fromEntries(kept) };
  const names = new Set(Object.keys(headers));
  const url = await getSignedUrl(
    client,
    new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      ContentLength: bytes,
      IfNoneMatch: '*',
      Metadata: { ...metadata },
    }),
    {
      expiresIn: SIGNED_SECONDS,
      signableHeaders: new Set(['host', ...names]),
      // URLs get into logs; what is expected of a document may not.
      unhoistableHeaders: names,
    },
  );
  return { method: 'PUT', url, headers, expiresInSeconds: SIGNED_SECONDS };
}

/** A request that reads one object. */
export async function signDownload(client: S3Client, bucket: string, key: string): Promise<string> {
  return await getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: key }), {
    expiresIn: SIGNED_SECONDS,
  });
}
