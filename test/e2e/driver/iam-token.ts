import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials } from './aws';
import { settings } from './settings';

/**
 * Creates a token that an IAM user logs in with.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export async function createIamToken(options: {
  readonly credentials: Credentials;
  readonly cacheName: string;
  readonly user: string;
  readonly serverless: boolean;
  /** @default - the Region of the tests */
  readonly region?: string;
  readonly at?: Date;
}): Promise<string> {
  const { credentials, cacheName, user, serverless, region = settings.region, at } = options;
  const signer = new SignatureV4({ service: 'elasticache', region, credentials, sha256: Sha256 });
  const signed = await signer.presign(
    {
      method: 'GET',
      protocol: 'https:',
      hostname: cacheName,
      path: '/',
      headers: { host: cacheName },
      query: { Action: 'connect', User: user, ...(serverless ? { ResourceType: 'ServerlessCache' } : {}) },
    },
    { expiresIn: 900, signingDate: at },
  );
  const query = Object.entries(signed.query!)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
    .join('&');
  return `${cacheName}/?${query}`;
}
