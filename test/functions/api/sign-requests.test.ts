import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../functions/api/dependencies.ts';
import { signDownload, signUpload } from '../../../functions/api/sign-requests.ts';

const client = new S3Client({
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' },
  requestChecksumCalculation: 'WHEN_REQUIRED',
});

describe('signUpload', () => {
  it('signs size and once-only with the key, so that the sender can change none of them', async () => {
    const { method, url, headers, expiresInSeconds } = await signUpload(
      client,
      'inbox',
      'api/abc',
      25_000_000,
    );
    const { pathname, hostname, searchParams } = new URL(url);
    expect([method, hostname, pathname]).toEqual(['PUT', 'inbox.s3.eu-west-1.amazonaws.com', '/api/abc']);
    expect(headers).toEqual({ 'if-none-match': '*', 'content-length': '25000000' });
    expect(searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;host;if-none-match');
    expect(searchParams.get('X-Amz-Expires')).toBe(String(expiresInSeconds));
  });

  it('signs what is kept beside the document, as headers that no log of URLs has', async () => {
    const metadata = { today: '2026-03-09', expected: '{"account":"4711"}' };
    const { url, headers } = await signUpload(client, 'inbox', 'api/abc', 7, metadata);
    expect(headers).toMatchObject({
      'x-amz-meta-today': '2026-03-09',
      'x-amz-meta-expected': '{"account":"4711"}',
    });
    expect(new URL(url).searchParams.get('X-Amz-SignedHeaders')).toBe(
      'content-length;host;if-none-match;x-amz-meta-expected;x-amz-meta-today',
    );
    expect(decodeURIComponent(url)).not.toMatch(/4711|2026-03-09/);
    const other = await signUpload(client, 'inbox', 'api/abc', 7, { ...metadata, today: '2026-03-10' });
    const signature = (signed: string) => new URL(signed).searchParams.get('X-Amz-Signature');
    expect(signature(other.url)).not.toBe(signature(url));
  });

  it('signs no checksum of a body that is not there yet', async () => {
    const { url } = await signUpload(client, 'inbox', 'api/abc', 7);
    expect(url.toLowerCase()).not.toContain('checksum');
  });

  it('is not good for another size', async () => {
    const signatures = await Promise.all(
      [7, 8].map(async (bytes) =>
        new URL((await signUpload(client, 'inbox', 'api/abc', bytes)).url).searchParams.get(
          'X-Amz-Signature',
        ),
      ),
    );
    expect(signatures[0]).not.toBe(signatures[1]);
  });
});

describe('signDownload', () => {
  it('signs the key alone', async () => {
    const { pathname, searchParams } = new URL(await signDownload(client, 'results', 'api/abc.v1.json'));
    expect(pathname).toBe('/api/abc.v1.json');
    expect(searchParams.get('X-Amz-SignedHeaders')).toBe('host');
  });
});

describe('connect', () => {
  it.each(['INBOX_BUCKET', 'RESULTS_BUCKET'])('names %s when it is missing', (name) => {
    const env = { INBOX_BUCKET: 'inbox', RESULTS_BUCKET: 'results', [name]: ' ' };
    expect(() => connect(env)).toThrow(
      expect.objectContaining({ code: 'not-configured', message: expect.stringContaining(name) }),
    );
  });

  it('knows both buckets', () => {
    const { inbox, results } = connect({ INBOX_BUCKET: 'inbox', RESULTS_BUCKET: 'results' });
    expect([inbox.container, results.container]).toEqual(['inbox', 'results']);
  });
});
