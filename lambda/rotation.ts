import { connect } from 'tls';
import {
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';

/** The event with which AWS Secrets Manager invokes a rotation function, once per step. */
export interface RotationEvent {
  readonly SecretId: string;
  readonly ClientRequestToken: string;
  readonly Step: 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';
}

/** A version of the secret. */
export interface SecretVersion {
  /** The fields of a JSON secret. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly password: string;
  readonly createdDate?: Date;
}

/** A resource whose password is rotated. */
export interface RotatedResource {
  /** Whether the last modification is complete and the resource accepts another one. */
  isSettled(): Promise<boolean>;

  /** Prepares the rotation before the new password is generated. */
  prepare?(secretId: string, current: SecretVersion): Promise<void>;

  /** Makes the next password valid in addition to the current one. */
  setPassword(next: SecretVersion, current: SecretVersion): Promise<void>;
}

const { FIELD, LENGTH, EXCLUDE, NAME, LOG_IN, WAIT } = process.env;

const LOG_IN_TIMEOUT = 10_000;

export const secrets = new SecretsManagerClient({});

/** Reads a version of the secret. Returns undefined if no version has the staging label and id. */
export async function readSecret(
  secretId: string,
  stage: string,
  versionId?: string,
): Promise<SecretVersion | undefined> {
  try {
    const { SecretString, CreatedDate } = await secrets.send(
      new GetSecretValueCommand({ SecretId: secretId, VersionStage: stage, VersionId: versionId }),
    );
    const fields = FIELD ? parseFields(SecretString!) : {};
    const password = FIELD ? fields[FIELD] : SecretString;
    if (typeof password !== 'string') {
      throw new Error(FIELD ? `The secret has no field ${FIELD}` : 'The secret is not a text');
    }
    return { fields, password, createdDate: CreatedDate };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) {
      return undefined;
    }
    throw error;
  }
}

/** Parses a JSON secret. Replaces the error of `JSON.parse`, which would write parts of the secret to the logs. */
function parseFields(secretString: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(secretString));
  } catch {
    throw new Error('The secret is not a JSON object');
  }
}

/** Replaces an error whose message can contain the password or other parts of the secret. */
export function hideMessage({ code, name }: Error & { readonly code?: string }): never {
  throw new Error(code ?? name);
}

/** Waits until the resource accepts modifications. */
export async function waitUntilSettled(resource: RotatedResource): Promise<void> {
  while (!(await resource.isSettled())) {
    await new Promise((resolve) => setTimeout(resolve, Number(WAIT)));
  }
}

/**
 * Creates the handler of a rotation function.
 *
 * AWS Secrets Manager invokes the steps in order and retries failed steps, so each step is idempotent. Both the current
 * and the previous password are valid. Clients that read the secret at least once per rotation period keep access.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
export function createRotationHandler(resource: RotatedResource): (event: RotationEvent) => Promise<void> {
  return async ({ SecretId: secretId, ClientRequestToken: token, Step: step }) => {
    const { VersionIdsToStages: stages = {} } = await secrets.send(new DescribeSecretCommand({ SecretId: secretId }));
    if (stages[token]?.includes('AWSCURRENT')) {
      return;
    }
    const current = (await readSecret(secretId, 'AWSCURRENT'))!;
    switch (step) {
      case 'createSecret':
        return createSecret(resource, secretId, token, current);
      case 'setSecret':
        return resource.setPassword((await readSecret(secretId, 'AWSPENDING', token))!, current);
      case 'testSecret':
        return testSecret(resource, secretId, token);
      case 'finishSecret':
        return moveLabel(secretId, 'AWSCURRENT', stages, token);
    }
  };
}

async function createSecret(
  resource: RotatedResource,
  secretId: string,
  token: string,
  current: SecretVersion,
): Promise<void> {
  if (await readSecret(secretId, 'AWSPENDING', token)) {
    return;
  }
  await resource.prepare?.(secretId, current);
  const characters = EXCLUDE === undefined ? { ExcludePunctuation: true } : { ExcludeCharacters: EXCLUDE };
  const { RandomPassword: password = '' } = await secrets.send(
    new GetRandomPasswordCommand({ PasswordLength: Number(LENGTH), ...characters }),
  );
  await secrets
    .send(
      new PutSecretValueCommand({
        SecretId: secretId,
        ClientRequestToken: token,
        SecretString: FIELD ? JSON.stringify(replacePassword(current, FIELD, password)) : password,
        VersionStages: ['AWSPENDING'],
      }),
    )
    .catch(hideMessage);
}

/** Replaces the password in its field and, if the secret has one, in the connection URL. */
function replacePassword({ fields, password }: SecretVersion, field: string, next: string): Record<string, unknown> {
  const replaced = { ...fields, [field]: next };
  if (typeof fields.url === 'string') {
    replaced.url = fields.url.replace(`:${encodeURIComponent(password)}@`, `:${encodeURIComponent(next)}@`);
  }
  return replaced;
}

async function testSecret(resource: RotatedResource, secretId: string, token: string): Promise<void> {
  await waitUntilSettled(resource);
  const { fields, password } = (await readSecret(secretId, 'AWSPENDING', token))!;
  if (LOG_IN && fields.host) {
    const error = await logIn(String(fields.host), Number(fields.port), password).catch(hideMessage);
    if (error) {
      throw new Error(error);
    }
  }
}

/** Moves a staging label to another version, or removes it. */
export async function moveLabel(
  secretId: string,
  label: string,
  stages: Record<string, string[]>,
  versionId?: string,
): Promise<void> {
  await secrets.send(
    new UpdateSecretVersionStageCommand({
      SecretId: secretId,
      VersionStage: label,
      MoveToVersionId: versionId,
      RemoveFromVersionId: Object.keys(stages).find((id) => stages[id].includes(label)),
    }),
  );
}

/**
 * Logs in with the new password over TLS, with the serialization protocol (RESP) of Redis OSS and Valkey. Returns the
 * reason if the cache rejects the password.
 */
function logIn(host: string, port: number, password: string): Promise<string | undefined> {
  const words = ['AUTH', ...(NAME ? [NAME] : []), password];
  const bulkStrings = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);

  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, servername: host, timeout: LOG_IN_TIMEOUT }, () =>
      socket.write(`*${words.length}\r\n${bulkStrings.join('')}`),
    );
    const finish = (error?: string) => {
      socket.destroy();
      resolve(error);
    };
    socket.once('data', (reply) =>
      finish(String(reply).startsWith('+OK') ? undefined : 'The cache rejects the new password'),
    );
    socket.once('timeout', () => finish('The cache does not respond'));
    socket.once('error', reject);
  });
}
