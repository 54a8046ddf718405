import { aws_lambda as lambda } from 'aws-cdk-lib';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { CustomResource, Duration, Names, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { SECRET_ENDPOINT_CODE } from './function-code';
import type { CacheWithEndpoint } from './user';
import { renderConnectionUrl } from '../network/connection-url';
import { ignoreSnapshotPolicy } from '../private/removal-policies';
import { grantSecretUpdate } from '../private/secrets';
import { addConstructWarning } from '../validation/construct-warnings';

/** Is notified of the custom resource that adds the endpoint of a cache to the secret. */
export interface AttachmentListener {
  readonly cache: IConstruct;
  readonly notify: (resource: CustomResource) => void;
}

/**
 * Adds the fields `host`, `port`, and `url` of a cache to the generated secret of a user or an AUTH token.
 *
 * `AWS::SecretsManager::SecretTargetAttachment` does not support ElastiCache. The secret cannot refer to the endpoint
 * either, because CloudFormation creates the secret before the user, and the user before the cache. Instead, a custom
 * resource adds the fields after the cache is created. If the user and the cache are in different stacks, the custom
 * resource is in the stack of the cache, which can refer to the secret. All custom resources of a stack share one
 * function.
 */
export class SecretEndpointAttachment {
  private attachment?: { readonly cache: IConstruct; readonly resource: CustomResource };
  private readonly listeners: AttachmentListener[] = [];

  constructor(
    private readonly owner: Construct,
    private readonly secret: secretsmanager.ISecret,
    /** The user name in the connection URL. Undefined for AUTH tokens. */
    private readonly userName?: string,
  ) {}

  /** Adds the endpoint of the first cache, and a warning for every further cache, because a secret has one host. */
  public attach(cache: CacheWithEndpoint): void {
    if (this.attachment) {
      addConstructWarning(
        this.owner,
        'PasswordUser.SecretHasOneHost',
        "'secret' contains 'host', 'port', and 'url' of the first cache only, although the user has access to several caches. Clients that read the endpoint from the secret connect to the first cache. For every other cache, pass its 'endpoint' to its clients.",
      );
      return;
    }
    const { endpoint } = cache;
    const scope = this.selectScope(cache);
    const handler = createHandler(scope);
    const resource = new CustomResource(scope, 'SecretEndpoint', {
      resourceType: 'Custom::ElastiCacheSecretEndpoint',
      serviceToken: handler.functionArn,
      properties: {
        SecretArn: this.secret.secretArn,
        Host: endpoint.hostname,
        Port: endpoint.portAsString(),
        Url: renderUrl(cache),
        // A change of the name regenerates the secret, so the custom resource has to add the fields again.
        UserName: this.userName,
      },
    });
    ignoreSnapshotPolicy(resource);
    grantSecretUpdate(this.secret, handler).applyBefore(resource);

    this.attachment = { cache, resource };
    this.listeners.filter((listener) => listener.cache === cache).forEach(({ notify }) => notify(resource));
  }

  /** Whether the secret contains the endpoint of the cache. */
  public isAttachedTo(cache: IConstruct): boolean {
    return this.attachment?.cache === cache;
  }

  /** Notifies the listener when the endpoint of the cache is added to the secret, which can be in the past. */
  public whenAttached(listener: AttachmentListener): void {
    if (!this.attachment) {
      this.listeners.push(listener);
    } else if (this.isAttachedTo(listener.cache)) {
      listener.notify(this.attachment.resource);
    }
  }

  /** Returns a scope in the stack of the cache. Several users of a cache have different scopes. */
  private selectScope(cache: CacheWithEndpoint): Construct {
    const isInSameStack = Stack.of(this.owner) === Stack.of(cache);
    return isInSameStack ? this.owner : new Construct(cache, `SecretOf${Names.nodeUniqueId(this.owner.node)}`);
  }
}

/** Renders the connection URL without credentials. Users and AUTH tokens require TLS. */
function renderUrl({ endpoint, clusterMode }: CacheWithEndpoint): string {
  return renderConnectionUrl(endpoint, { usesTls: true, hasDatabases: clusterMode?.isClusterEnabled === false });
}

/** Creates the function of the custom resources, once per stack. */
function createHandler(owner: Construct): lambda.SingletonFunction {
  return new lambda.SingletonFunction(owner, 'SecretEndpointWriter', {
    uuid: '2c6b0f6d-8f0a-4c39-9d0e-6a1f6d5c9b71',
    lambdaPurpose: 'ElastiCacheSecretEndpoint',
    description: 'Adds the endpoint of ElastiCache caches to the generated secrets of their users',
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline(SECRET_ENDPOINT_CODE),
    timeout: Duration.minutes(1),
  });
}
