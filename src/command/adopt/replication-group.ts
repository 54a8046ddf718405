import type { DeployedResource } from './adopted-template';
import { InexpressibleError } from './adopted-template';
import type { AdoptionWriter } from './adoption-writer';
import { renderClusterMode } from './cluster-mode';
import { isIntrinsic, quote, renderNumber, renderObject, renderText } from './expressions';
import { renderParameterGroup, renderRemovalPolicy, renderSubnetGroup } from './supporting-resources';
import {
  isPlainText,
  renderEngineVersion,
  renderIpDiscovery,
  renderKey,
  renderNetworkType,
  renderNodeType,
  renderSecret,
  renderTopic,
} from './values';
import { isObject, toObject } from '../../template/values';

/** Declares a replication group, or a secondary of a global datastore. */
export function declareReplicationGroup(
  writer: AdoptionWriter,
  group: DeployedResource,
  isClusterEnabled: (parameterGroup: unknown) => boolean,
): string {
  if (group.has('GlobalReplicationGroupId')) {
    return declareSecondary(writer, group);
  }
  if (!group.has('CacheNodeType')) {
    throw new InexpressibleError('CacheNodeType is missing');
  }
  const automaticFailover = group.readFlag('AutomaticFailoverEnabled');
  const autoMinorVersionUpgrade = group.readFlag('AutoMinorVersionUpgrade');
  const atRestEncryption = group.readFlag('AtRestEncryptionEnabled');
  const dataTiering = group.readFlag('DataTieringEnabled');
  const isClusterModeEnabled = isClusterEnabled(group.properties.CacheParameterGroupName);
  const engineVersion = renderEngineVersion(group.read('Engine'), group.read('EngineVersion'));
  const clusterMode = renderClusterMode(group, isClusterModeEnabled);
  addClusterParameter(writer, group, isClusterModeEnabled || clusterMode.includes('.disabled('));
  const variable = writer.declareResource(
    group,
    'elasticache.ReplicationGroup',
    renderObject({
      adopted: 'true',
      ...renderCommonProps(writer, group),
      nodeType: group.map('CacheNodeType', renderNodeType),
      engineVersion,
      parameterGroup: renderParameterGroup(writer, group),
      clusterMode,
      automaticFailover: renderFlag(automaticFailover),
      durability: group.map('Durability', (value) => `elasticache.Durability.of(${renderText(value)})`),
      networkType: group.map('NetworkType', renderNetworkType),
      ipDiscovery: group.map('IpDiscovery', renderIpDiscovery),
      transitEncryption: renderTransitEncryption(writer, group),
      atRestEncryption: renderFlag(atRestEncryption),
      // Nodes with SSD storage have the value true by default.
      dataTiering: dataTiering === true ? undefined : renderFlag(dataTiering),
      restoreFrom: renderSource(writer, group),
      autoMinorVersionUpgrade: renderFlag(autoMinorVersionUpgrade),
    }),
  );
  addUpdatePolicy(writer, group);
  return variable;
}

function declareSecondary(writer: AdoptionWriter, group: DeployedResource): string {
  if (group.has('ReplicasPerNodeGroup') || group.has('NumNodeGroups') || group.has('NodeGroupConfiguration')) {
    throw new InexpressibleError('the shards of a secondary depend on the primary, which is in another Region');
  }
  const globalId = group.read('GlobalReplicationGroupId');
  const globalReplicationGroup = writer.declareImport(
    writer.suggestName(globalId, 'GlobalReplicationGroup'),
    (id) => `elasticache.GlobalReplicationGroup.fromGlobalReplicationGroupId(this, ${id}, ${renderText(globalId)})`,
  );
  const nodeCount = group.readInteger('NumCacheClusters');
  const variable = writer.declareResource(
    group,
    'elasticache.SecondaryReplicationGroup',
    renderObject({
      adopted: 'true',
      globalReplicationGroup,
      ...renderCommonProps(writer, group),
      replicasPerShard: nodeCount === undefined ? undefined : String(nodeCount - 1),
    }),
  );
  addUpdatePolicy(writer, group, false);
  return variable;
}

/** Renders the props that secondaries also have. */
function renderCommonProps(
  writer: AdoptionWriter,
  group: DeployedResource,
): Readonly<Record<string, string | undefined>> {
  const multiAz = group.readFlag('MultiAZEnabled');
  return {
    vpc: writer.declareKnownVpc(),
    replicationGroupId: group.map('ReplicationGroupId', renderText),
    description: group.map('ReplicationGroupDescription', renderText),
    multiAz: renderFlag(multiAz),
    subnetGroup: renderSubnetGroup(writer, group),
    securityGroups: group.map('SecurityGroupIds', (value) => writer.declareSecurityGroups(value)),
    port: group.map('Port', renderNumber),
    authentication: renderAuthentication(writer, group),
    ...renderKey(writer, group),
    snapshotRetention: group.map('SnapshotRetentionLimit', (value) => `cdk.Duration.days(${renderNumber(value)})`),
    snapshotWindow: group.map(
      'SnapshotWindow',
      (value) => `elasticache.SnapshotWindow.fromString(${renderText(value)})`,
    ),
    maintenanceWindow: group.map(
      'PreferredMaintenanceWindow',
      (value) => `elasticache.MaintenanceWindow.fromString(${renderText(value)})`,
    ),
    notificationTopic: group.map('NotificationTopicArn', (value) => renderTopic(writer, value)),
    ...renderLogs(writer, group),
    removalPolicy: renderRemovalPolicy(group),
  };
}

function renderFlag(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** Renders TLS. The construct omits the mode `required`, which ElastiCache uses without the property. */
function renderTransitEncryption(writer: AdoptionWriter, group: DeployedResource): string | undefined {
  const isEnabled = group.readFlag('TransitEncryptionEnabled');
  const mode = group.read('TransitEncryptionMode');
  if (isIntrinsic(mode)) {
    throw new InexpressibleError('TransitEncryptionMode is not known at synthesis');
  }
  const isRendered = isEnabled === true && mode === 'preferred';
  if (mode !== undefined && !isRendered) {
    writer.addChange(group, 'TransitEncryptionMode', `removed, because ${String(mode)} is the mode without it`);
  }
  if (isEnabled === undefined) {
    return undefined;
  }
  const enabled = mode === 'preferred' ? 'PREFERRED' : 'REQUIRED';
  return `elasticache.TransitEncryption.${isEnabled ? enabled : 'DISABLED'}`;
}

function renderAuthentication(writer: AdoptionWriter, group: DeployedResource): string | undefined {
  const userGroups = group.read('UserGroupIds');
  const token = group.read('AuthToken');
  if (userGroups !== undefined) {
    if (!Array.isArray(userGroups) || userGroups.length !== 1 || token !== undefined) {
      throw new InexpressibleError('UserGroupIds is not one user group');
    }
    return `elasticache.Authentication.userGroup(${renderUserGroup(writer, userGroups[0])})`;
  }
  if (token === undefined) {
    return undefined;
  }
  if (isPlainText(token)) {
    writer.laterSteps.push(
      `Move the AUTH token of ${group.logicalId} to a secret. The template contains it in plain text.`,
    );
  }
  return `elasticache.Authentication.authTokenValue(${renderSecret(token)})`;
}

/** Renders the variable of a user group, or imports it. */
export function renderUserGroup(writer: AdoptionWriter, value: unknown): string {
  return (
    writer.findVariable(value) ??
    writer.declareImport(
      writer.suggestName(value, 'UserGroup'),
      (id) => `elasticache.UserGroup.fromUserGroupName(this, ${id}, ${renderText(value)})`,
    )
  );
}

function renderSource(writer: AdoptionWriter, group: DeployedResource): string | undefined {
  const name = group.read('SnapshotName');
  const arns = group.read('SnapshotArns');
  if (arns === undefined) {
    return name === undefined ? undefined : `elasticache.SnapshotSource.fromSnapshotName(${renderText(name)})`;
  }
  const files = Array.isArray(arns) ? arns.map(parseObjectArn) : [];
  const [bucket, ...otherBuckets] = new Set(files.map((file) => file?.bucketArn));
  if (bucket === undefined || otherBuckets.length > 0 || name !== undefined) {
    throw new InexpressibleError('SnapshotArns does not contain files of one bucket');
  }
  const variable = writer.declareImport(
    'SnapshotBucket',
    (id) => `s3.Bucket.fromBucketArn(this, ${id}, ${quote(bucket)})`,
  );
  return `elasticache.SnapshotSource.fromS3(${[variable, ...files.map((file) => quote(file!.key))].join(', ')})`;
}

function parseObjectArn(arn: unknown): { bucketArn: string; key: string } | undefined {
  const [, bucketArn, key] = /^(arn:[^:]*:s3:::[^/]+)\/(.+)$/.exec(isIntrinsic(arn) ? '' : String(arn)) ?? [];
  return bucketArn === undefined ? undefined : { bucketArn, key };
}

const LOG_PROPS: Readonly<Record<string, string>> = { 'slow-log': 'slowLog', 'engine-log': 'engineLog' };

function renderLogs(writer: AdoptionWriter, group: DeployedResource): Readonly<Record<string, string>> {
  const deliveries = group.read('LogDeliveryConfigurations');
  if (deliveries === undefined) {
    return {};
  }
  const rendered = Array.isArray(deliveries)
    ? deliveries.map((delivery) => [
        isObject(delivery) ? LOG_PROPS[String(delivery.LogType)] : undefined,
        renderLog(writer, delivery),
      ])
    : [[]];
  if (!rendered.every(([prop, code]) => prop !== undefined && code !== undefined)) {
    throw new InexpressibleError('LogDeliveryConfigurations has a destination that is not known at synthesis');
  }
  const types = rendered.map(([prop]) => prop);
  if (types.join() === 'engineLog,slowLog') {
    writer.addChange(group, 'LogDeliveryConfigurations', 'lists the slow log first');
  }
  return Object.fromEntries(rendered);
}

function renderLog(writer: AdoptionWriter, delivery: unknown): string | undefined {
  const { LogFormat: format, DestinationDetails: details } = toObject(delivery);
  const { CloudWatchLogsDetails: logs, KinesisFirehoseDetails: firehose } = toObject(details);
  const isText = String(format).toLowerCase() === 'text';
  const formatArgument = isText ? ', elasticache.LogDeliveryFormat.TEXT' : '';
  if (isObject(logs)) {
    const logGroup = writer.declareImport(
      `Imported${writer.suggestName(logs.LogGroup, 'LogGroup')}`,
      (id) => `logs.LogGroup.fromLogGroupName(this, ${id}, ${renderText(logs.LogGroup)})`,
    );
    return `elasticache.LogDelivery.toLogGroup(${logGroup}${formatArgument})`;
  }
  if (isObject(firehose)) {
    const stream = writer.declareImport(
      `Imported${writer.suggestName(firehose.DeliveryStream, 'DeliveryStream')}`,
      (id) => `firehose.DeliveryStream.fromDeliveryStreamName(this, ${id}, ${renderText(firehose.DeliveryStream)})`,
    );
    return `elasticache.LogDelivery.toFirehose(${stream}${formatArgument})`;
  }
  return undefined;
}

/** Adds the parameter `cluster-enabled` as a change, which a parameter group of the library has in cluster mode. */
function addClusterParameter(writer: AdoptionWriter, group: DeployedResource, isUnchanged: boolean): void {
  const name = group.properties.CacheParameterGroupName;
  if (!isUnchanged && isObject(name) && writer.findVariable(name) !== undefined) {
    writer.addChange({ logicalId: String(name.Ref) }, 'Properties', 'get cluster-enabled with the value yes');
  }
}

/** Adds the update policy as a change. It lets CloudFormation change the number of shards without replacement. */
function addUpdatePolicy(writer: AdoptionWriter, group: DeployedResource, isAdded: boolean = true): void {
  const { UpdatePolicy: policy } = group.attributes;
  const isSame = isObject(policy) && JSON.stringify(policy) === '{"UseOnlineResharding":true}';
  if (isAdded && !isSame) {
    writer.addChange(group, 'UpdatePolicy', 'set to UseOnlineResharding, which changes no resource');
  }
  if (!isAdded && policy !== undefined) {
    writer.addChange(group, 'UpdatePolicy', 'removed, because a secondary has the shards of its primary');
  }
}
