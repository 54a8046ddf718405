import { Sha256 } from '@aws-crypto/sha256-js';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SignatureV4 } from '@smithy/signature-v4';
import { settings } from './settings';

/** Temporary credentials. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Returns the value of a secret. */
export async function getSecretValue(arn: string): Promise<string> {
  const { SecretString } = await new SecretsManagerClient({ endpoint: settings.endpoint }).send(
    new GetSecretValueCommand({ SecretId: arn }),
  );
  return SecretString!;
}

/** Returns the field `password` of a secret. */
export async function getPassword(secretArn: string): Promise<string> {
  return JSON.parse(await getSecretValue(secretArn)).password;
}

/** Returns temporary credentials of a role. */
export async function assumeRole(roleName: string): Promise<Credentials> {
  const version = '2011-06-15';
  const [, account] = /<Account>(\d+)</.exec(await sendQueryRequest('sts', version, { Action: 'GetCallerIdentity' }))!;
  const answer = await sendQueryRequest('sts', version, {
    Action: 'AssumeRole',
    RoleArn: `arn:aws:iam::${account}:role/${roleName}`,
    RoleSessionName: 'e2e',
  });
  const field = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(answer)![1];
  return {
    accessKeyId: field('AccessKeyId'),
    secretAccessKey: field('SecretAccessKey'),
    sessionToken: field('SessionToken'),
  };
}

/** Returns the credentials from the environment variables. */
export function getEnvironmentCredentials(): Credentials {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  return { accessKeyId: accessKeyId!, secretAccessKey: secretAccessKey!, sessionToken };
}

/** Sends a signed request to an API with the Query protocol, and returns the XML response. */
export async function sendQueryRequest(
  service: string,
  version: string,
  parameters: Record<string, string>,
  region: string = settings.region,
): Promise<string> {
  const url = new URL(settings.endpoint ?? `https://${service}.${region}.amazonaws.com`);
  const body = new URLSearchParams({ ...parameters, Version: version }).toString();
  const signer = new SignatureV4({ service, region, credentials: getEnvironmentCredentials(), sha256: Sha256 });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    port: Number(url.port),
    path: '/',
    body,
    headers: { host: url.host, 'content-type': 'application/x-www-form-urlencoded' },
  });
  const response = await fetch(url, { method: 'POST', headers, body });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${service} ${parameters.Action}: ${text}`);
  }
  return text;
}
