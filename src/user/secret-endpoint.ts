import { aws_lambda as lambda } from 'aws-cdk-lib';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Annotations, CustomResource, Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Endpoint } from '../network';

/**
 * Writes the endpoint of a cache into the generated secret of a user: the fields `host` and `port` beside `username`
 * and `password`.
 *
 * CloudFormation cannot: the cache waits for its users, and a user for its secret, so the secret is there before the
 * endpoint is; and of the target attachments that AWS Secrets Manager knows, none is for ElastiCache. A function that
 * all secrets of a stack share adds the fields.
 */
export class SecretEndpoint {
  private written?: Endpoint;

  constructor(
    private readonly user: Construct,
    private readonly secret: secretsmanager.ISecret,
  ) {}

  /** Adds the endpoint of the first cache that the user meets; a secret has one host. */
  public write(endpoint: Endpoint): void {
    if (this.written) {
      Annotations.of(this.user).addWarningV2(
        'cdk-elasticache:PasswordUser.SecretHasOneHost',
        "'secret' of a user of several caches holds 'host' and 'port' of the first one; give the others to the application by their 'endpoint'",
      );
      return;
    }
    this.written = endpoint;
    const fn = writer(this.user);
    const resource = new CustomResource(this.user, 'SecretEndpoint', {
      resourceType: 'Custom::ElastiCacheSecretEndpoint',
      serviceToken: fn.functionArn,
      properties: { SecretArn: this.secret.secretArn, Host: endpoint.hostname, Port: endpoint.portAsString() },
    });
    this.secret.grantRead(fn).applyBefore(resource);
    this.secret.grantWrite(fn).applyBefore(resource);
  }
}

/** The function that adds endpoints to secrets, one for all users of a stack. */
function writer(user: Construct): lambda.SingletonFunction {
  return new lambda.SingletonFunction(user, 'SecretEndpointWriter', {
    uuid: '2c6b0f6d-8f0a-4c39-9d0e-6a1f6d5c9b71',
    lambdaPurpose: 'ElastiCacheSecretEndpoint',
    description: 'Adds host and port of ElastiCache caches to the generated secrets of their users',
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline(SECRET_ENDPOINT_WRITER),
    timeout: Duration.minutes(1),
  });
}

/** The function's code. Deleting the resource leaves the secret as it is: it goes with its user. */
export const SECRET_ENDPOINT_WRITER = `
const { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } = require('@aws-sdk/client-secrets-manager');
const response = require('cfn-response');

exports.handler = async (event, context) => {
  const { SecretArn: SecretId, Host: host, Port: port } = event.ResourceProperties;
  try {
    if (event.RequestType !== 'Delete') {
      const client = new SecretsManagerClient({});
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
      await client.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify({ ...JSON.parse(SecretString), host, port: Number(port) }) }));
    }
    await response.send(event, context, response.SUCCESS, {}, SecretId);
  } catch (error) {
    console.error(error.name);
    await response.send(event, context, response.FAILED, {}, SecretId, false, error.name);
  }
};
`.trim();
