import { send, SUCCESS, FAILED } from 'cfn-response';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** The event with which CloudFormation invokes the function of a custom resource. */
interface CustomResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResourceProperties: {
    readonly SecretArn: string;
    readonly Host: string;
    readonly Port: string;
    /** The connection URL without the user name and the password. */
    readonly Url: string;
    /** Not set for AUTH tokens. */
    readonly UserName?: string;
  };
}

const secrets = new SecretsManagerClient({});

/**
 * Adds the endpoint and the connection URL of a cache to a secret. A `Delete` event does not change the secret, because
 * the secret is deleted with its user. Only the names of errors are logged, because their messages can contain the
 * secret.
 */
export async function handler(event: CustomResourceEvent, context: object): Promise<void> {
  const { SecretArn: secretArn, Host: host, Port: port, Url, UserName: userName = '' } = event.ResourceProperties;
  try {
    if (event.RequestType !== 'Delete') {
      const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: secretArn }));
      const secret = JSON.parse(SecretString!);
      if (typeof secret?.password !== 'string') {
        throw new TypeError('The secret is not a JSON object with a password');
      }
      const credentials = [userName, secret.password].map(encodeURIComponent).join(':');
      const fields = { ...secret, host, port: Number(port), url: Url.replace('://', `://${credentials}@`) };
      await secrets.send(new PutSecretValueCommand({ SecretId: secretArn, SecretString: JSON.stringify(fields) }));
    }
    await send(event, context, SUCCESS, {}, secretArn);
  } catch (error) {
    const { name } = error as Error;
    console.error(name);
    await send(event, context, FAILED, {}, secretArn, false, name);
  }
}
