import { App, CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/** The resources of each Region: a VPC, a user, and a function that logs in as this user. */
class Region extends Construct {
  public readonly vpc: ec2.Vpc;
  public readonly authentication: elasticache.Authentication;
  private readonly user: elasticache.IamUser;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'cache', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });

    this.user = new elasticache.IamUser(this, 'App', {
      accessControl: elasticache.AccessControl.readWrite({ keyPatterns: ['profile:*'] }),
    });
    this.authentication = elasticache.Authentication.userGroup(
      new elasticache.UserGroup(this, 'Users', { users: [this.user] }),
    );
  }

  /** Adds a function that reads the profiles in this Region. */
  public serve(cache: elasticache.IReplicationGroup) {
    const fn = new lambda.Function(this, 'Function', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => process.env.CACHE_READER_HOST;'),
      vpc: this.vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    });
    cache.connectAs(this.user, fn);
  }
}

/** The Region for writes: the primary, and the global datastore. */
export class PrimaryStack extends Stack {
  public readonly profiles: elasticache.GlobalReplicationGroup;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const region = new Region(this, 'Region');
    const { vpc, authentication } = region;
    const primary = new elasticache.ReplicationGroup(this, 'Profiles', {
      vpc,
      nodeType: elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE),
      authentication,
    });
    this.profiles = new elasticache.GlobalReplicationGroup(this, 'Global', {
      primary,
      globalReplicationGroupIdSuffix: 'profiles',
    });
    region.serve(primary);

    new CfnOutput(this, 'WriteEndpoint', { value: primary.primaryEndpoint.socketAddress });
  }
}

/** A Region for local reads, which can become the primary. Deploy it after the primary, and delete it first. */
export class SecondaryStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    props: StackProps & { readonly profiles: elasticache.GlobalReplicationGroup },
  ) {
    super(scope, id, props);

    const region = new Region(this, 'Region');
    const { vpc, authentication } = region;
    // Engine, node type, and shards are those of the primary.
    const secondary = props.profiles.addSecondary(this, 'Profiles', { vpc, authentication, replicasPerShard: 2 });
    region.serve(secondary);

    new CfnOutput(this, 'ReadEndpoint', { value: secondary.readerEndpoint.socketAddress });
  }
}

/** Creates the app. The Regions are explicit, because the secondary references the global datastore by name. */
export function app(): App {
  const cdkApp = new App();
  const { profiles } = new PrimaryStack(cdkApp, 'ProfilesPrimary', { env: { region: 'us-east-1' } });
  new SecondaryStack(cdkApp, 'ProfilesSecondary', { env: { region: 'eu-west-1' }, profiles });
  return cdkApp;
}

if (require.main === module) {
  app().synth();
}
