import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as elasticache from 'cdk-elasticache';

/*
 * The program that exists in every language: `good <folder>` synthesizes an app, `bad <target>` prints the message of
 * an invalid cache or connection, `acknowledge <name> <scope> <rule> <folder>` synthesizes a cache with a name while a
 * rule is acknowledged, and prints the error.
 */
export function good(folder: string) {
  const app = new cdk.App({ outdir: folder, analyticsReporting: false });
  const stack = new cdk.Stack(app, 'Shop');
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0, restrictDefaultSecurityGroup: false });
  const fn = new lambda.Function(stack, 'Function', {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => {};'),
    vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
  });

  const reader = new elasticache.PasswordUser(stack, 'Reader', {
    accessControl: elasticache.AccessControl.readOnly({ keyPatterns: ['app:*'] }),
  });
  const writer = new elasticache.IamUser(stack, 'Writer', {
    accessControl: elasticache.AccessControl.readWrite({ keyPatterns: ['app:*'] }),
  });
  const users = new elasticache.UserGroup(stack, 'Users', { users: [reader, writer] });
  const sessions = new elasticache.ServerlessCache(stack, 'Sessions', {
    engine: elasticache.CacheEngine.VALKEY_8,
    vpc,
    userGroup: users,
    cacheUsageLimits: { dataStorageMaximumSize: cdk.Size.gibibytes(10), requestRateLimitMaximum: 5000 },
  });
  sessions.connectAs(writer, fn);
  sessions.addRecommendedAlarms();

  const products = new elasticache.ReplicationGroup(stack, 'Products', {
    vpc,
    nodeType: elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE),
    clusterMode: elasticache.ClusterMode.enabled({ shardCount: 3, replicasPerShard: 1 }),
    authentication: elasticache.Authentication.userGroup(users),
    parameters: { 'maxmemory-policy': 'allkeys-lru' },
    slowLog: elasticache.LogDelivery.toNewLogGroup(),
  });
  products.connectAs(reader, fn, { environmentPrefix: 'PRODUCTS' });
  products.metrics.evictions().createAlarm(stack, 'Evictions', { threshold: 100, evaluationPeriods: 3 });

  app.synth();
}

export function bad(target: string): string {
  const stack = new cdk.Stack(new cdk.App(), 'Shop');
  const vpc = new ec2.Vpc(stack, 'Vpc');
  try {
    if (target === 'cache') {
      new elasticache.ServerlessCache(stack, 'Sessions', {
        vpc,
        serverlessCacheName: 'no good name',
        cacheUsageLimits: { requestRateLimitMaximum: 1 },
      });
    } else {
      const reader = elasticache.IamUser.fromUserId(stack, 'Reader', 'reader');
      new elasticache.ServerlessCache(stack, 'Sessions', { vpc }).connectAs(reader, vpc);
    }
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}

export function acknowledge(name: string, scope: string, rule: string, folder: string): string {
  const app = new cdk.App({
    outdir: folder,
    analyticsReporting: false,
    context: scope === 'context' ? { 'cdk-elasticache:acknowledgements': { [rule]: 'AWS accepts it' } } : {},
  });
  const stack = new cdk.Stack(app, 'Shop');
  if (scope === 'stack') {
    cdk.Validations.of(stack).acknowledge({ id: rule, reason: 'AWS accepts it' });
  }
  try {
    const vpc = new ec2.Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: false });
    new elasticache.ServerlessCache(stack, 'Sessions', { vpc, serverlessCacheName: name });
    app.synth();
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}

if (process.argv[2] === 'good') {
  good(process.argv[3]);
} else if (process.argv[2] === 'bad') {
  console.log(bad(process.argv[3]));
} else if (process.argv[2] === 'acknowledge') {
  const [name, scope, rule, folder] = process.argv.slice(3);
  console.log(acknowledge(name, scope, rule, folder));
}
