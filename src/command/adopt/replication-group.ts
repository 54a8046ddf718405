import type { AdoptionWriter } from './adoption-writer';
import { renderClusterMode } from './cluster-mode';
import type { DeployedResource } from './deployed-resource';
import type { DeployedTemplate } from './deployed-template';
import { isIntrinsic, quote, renderNumber, renderObject, renderText } from './expressions';
import { renderKey } from './keys';
import { CDK, ELASTICACHE, FIREHOSE, LOGS, S3 } from './modules';
import { findParameterGroupMode } from './parameter-group-mode';
import {
  renderMaintenanceWindow,
  renderParameterGroup,
  renderRemovalPolicy,
  renderSubnetGroup,
} from './supporting-resources';
import { UnsupportedResourceError } from './unsupported-resource-error';
import {
  hasUppercase,
  renderEngineVersion,
  renderIpDiscovery,
  renderNetworkType,
  renderNodeType,
  renderSecret,
  renderTopic,
} from './values';
import { NODE_FAMILIES } from '../../service-data/node-types';
import { isObject, toObject } from '../../template/values';

/** Declares a replication group, or a secondary of a global datastore. */
export function declareReplicationGroup(
  writer: AdoptionWriter,
  group: DeployedResource,
  template: DeployedTemplate,
): string {
  if (group.has('GlobalReplicationGroupId')) {
    return declareSecondary(writer, group);
  }
  if (!group.has('CacheNodeType')) {
    throw new UnsupportedResourceError('CacheNodeType is missing');
  }
  const automaticFailover = group.readFlag('AutomaticFailoverEnabled');
  const autoMinorVersionUpgrade = group.readFlag('AutoMinorVersionUpgrade');
  const atRestEncryption = group.readFlag('AtRestEncryptionEnabled');
  const dataTiering = group.readFlag('DataTieringEnabled');
  const family = String(group.properties.CacheNodeType).split('.')[1];
  if (dataTiering === undefined && NODE_FAMILIES[family]?.dataTiering) {
    throw new UnsupportedResourceError('DataTieringEnabled is missing, although the nodes have SSD storage');
  }
  const parameterGroupMode = findParameterGroupMode(group, template);
  const engineVersion = renderEngineVersion(group.read('Engine'), group.read('EngineVersion'));
  const clusterMode = renderClusterMode(writer, group, parameterGroupMode);
  addClusterParameter(writer, group, parameterGroupMode === true || clusterMode.name === 'disabled');
  const variable = writer.declareResource(
    group,
    `${ELASTICACHE}.ReplicationGroup`,
    renderObject({
      adopted: 'true',
      ...renderCommonProps(writer, group),
      nodeType: group.map('CacheNodeType', renderNodeType),
      engineVersion,
      parameterGroup: renderParameterGroup(writer, group),
      clusterMode: clusterMode.code,
      automaticFailover: renderFlag(automaticFailover),
      durability: group.map('Durability', (value) => `${ELASTICACHE}.Durability.of(${renderText(value)})`),
      networkType: group.mapText('NetworkType', renderNetworkType),
      ipDiscovery: group.mapText('IpDiscovery', renderIpDiscovery),
      transitEncryption: renderTransitEncryption(writer, group),
      atRestEncryption: renderFlag(atRestEncryption),
      dataTiering: renderFlag(dataTiering),
      restoreFrom: renderSource(writer, group),
      autoMinorVersionUpgrade: renderFlag(autoMinorVersionUpgrade),
    }),
  );
  if (clusterMode.name === 'disabled') {
    writer.groupsWithoutClusterMode.push(variable);
  }
  addUpdatePolicy(writer, group);
  return variable;
}

function declareSecondary(writer: AdoptionWriter, group: DeployedResource): string {
  if (group.has('ReplicasPerNodeGroup') || group.has('NumNodeGroups') || group.has('NodeGroupConfiguration')) {
    throw new UnsupportedResourceError('the shards of a secondary depend on the primary, which is in another Region');
  }
  const globalId = group.read('GlobalReplicationGroupId');
  if (hasUppercase(globalId)) {
    throw new UnsupportedResourceError(
      'GlobalReplicationGroupId has uppercase letters, and its change to lowercase replaces the replication group',
    );
  }
  const globalReplicationGroup = writer.declareImport(
    writer.suggestName(globalId, 'GlobalReplicationGroup'),
    (id) => `${ELASTICACHE}.GlobalReplicationGroup.fromGlobalReplicationGroupId(this, ${id}, ${renderText(globalId)})`,
  );
  const nodeCount = group.readInteger('NumCacheClusters');
  const autoMinorVersionUpgrade = group.readFlag('AutoMinorVersionUpgrade');
  const variable = writer.declareResource(
    group,
    `${ELASTICACHE}.SecondaryReplicationGroup`,
    renderObject({
      adopted: 'true',
      globalReplicationGroup,
      ...renderCommonProps(writer, group),
      replicasPerShard: nodeCount === undefined ? undefined : String(nodeCount - 1),
      networkType: group.mapText('NetworkType', renderNetworkType),
      ipDiscovery: group.mapText('IpDiscovery', renderIpDiscovery),
      autoMinorVersionUpgrade: renderFlag(autoMinorVersionUpgrade),
    }),
  );
  const [inherited] = group.unreadNames;
  if (inherited !== undefined) {
    throw new UnsupportedResourceError(`${inherited} has no prop, because a secondary inherits it from the primary`);
  }
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
    snapshotRetention: group.map('SnapshotRetentionLimit', (value) => `${CDK}.Duration.days(${renderNumber(value)})`),
    snapshotWindow: group.map(
      'SnapshotWindow',
      (value) => `${ELASTICACHE}.SnapshotWindow.fromString(${renderText(value)})`,
    ),
    maintenanceWindow: renderMaintenanceWindow(writer, group),
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
  const mode = group.readText('TransitEncryptionMode');
  const isRendered = isEnabled === true && mode === 'preferred';
  if (mode !== undefined && !isRendered) {
    writer.addChange(group, 'TransitEncryptionMode', `removed, because ${mode} is the mode without it`);
  }
  if (isEnabled === undefined) {
    return undefined;
  }
  const enabled = mode === 'preferred' ? 'PREFERRED' : 'REQUIRED';
  return `${ELASTICACHE}.TransitEncryption.${isEnabled ? enabled : 'DISABLED'}`;
}

function renderAuthentication(writer: AdoptionWriter, group: DeployedResource): string | undefined {
  const userGroups = group.readList('UserGroupIds');
  if (userGroups !== undefined) {
    if (group.has('AuthToken')) {
      throw new UnsupportedResourceError('UserGroupIds and AuthToken are combined');
    }
    const [userGroup, ...others] = userGroups;
    if (others.length > 0) {
      throw new UnsupportedResourceError('UserGroupIds contains several user groups');
    }
    writer.addLowercaseChange(group, 'UserGroupIds', userGroup);
    return `${ELASTICACHE}.Authentication.userGroup(${renderUserGroup(writer, userGroup)})`;
  }
  const token = group.read('AuthToken');
  if (token === undefined) {
    return undefined;
  }
  return `${ELASTICACHE}.Authentication.authTokenValue(${renderSecret(token)})`;
}

/** Renders the variable of a user group, or imports it. */
export function renderUserGroup(writer: AdoptionWriter, value: unknown): string {
  return (
    writer.findVariable(value) ??
    writer.declareImport(
      writer.suggestName(value, 'UserGroup'),
      (id) => `${ELASTICACHE}.UserGroup.fromUserGroupName(this, ${id}, ${renderText(value)})`,
    )
  );
}

function renderSource(writer: AdoptionWriter, group: DeployedResource): string | undefined {
  const arns = group.readKnown('SnapshotArns', parseTexts);
  if (arns === undefined) {
    return group.map('SnapshotName', (name) => `${ELASTICACHE}.SnapshotSource.fromSnapshotName(${renderText(name)})`);
  }
  if (group.has('SnapshotName')) {
    throw new UnsupportedResourceError('SnapshotName and SnapshotArns are combined');
  }
  const files = arns.map(parseObjectArn);
  const [bucket, ...otherBuckets] = new Set(files.map((file) => file?.bucketArn));
  if (bucket === undefined || otherBuckets.length > 0) {
    throw new UnsupportedResourceError('SnapshotArns does not contain files of one bucket');
  }
  const variable = writer.declareImport(
    'SnapshotBucket',
    (id) => `${S3}.Bucket.fromBucketArn(this, ${id}, ${quote(bucket)})`,
  );
  return `${ELASTICACHE}.SnapshotSource.fromS3(${[variable, ...files.map((file) => quote(file!.key))].join(', ')})`;
}

/** Returns undefined if a list or one of its texts is not known. */
function parseTexts(values: unknown): string[] | undefined {
  return Array.isArray(values) && values.every((value) => typeof value === 'string') ? values : undefined;
}

function parseObjectArn(arn: string): { bucketArn: string; key: string } | undefined {
  const [, bucketArn, key] = /^(arn:[^:]*:s3:::[^/]+)\/(.+)$/.exec(arn) ?? [];
  return bucketArn === undefined ? undefined : { bucketArn, key };
}

/** The props of log deliveries, by the type of the log. */
const LOG_PROPS: Readonly<Record<string, string>> = { 'slow-log': 'slowLog', 'engine-log': 'engineLog' };

/** The code of formats. JSON is the default. */
const LOG_FORMATS: Readonly<Record<string, string>> = {
  json: '',
  text: `, ${ELASTICACHE}.LogDeliveryFormat.TEXT`,
};

function renderLogs(writer: AdoptionWriter, group: DeployedResource): Readonly<Record<string, string>> {
  const deliveries = group.readKnown('LogDeliveryConfigurations', parseLogs);
  if (deliveries === undefined) {
    return {};
  }
  const rendered = deliveries.map((delivery) => [LOG_PROPS[String(delivery.LogType)], renderLog(writer, delivery)]);
  const types = rendered.map(([prop]) => prop);
  const isComplete = rendered.every(([prop, code]) => prop !== undefined && code !== undefined);
  if (!isComplete || new Set(types).size < types.length) {
    throw new UnsupportedResourceError('LogDeliveryConfigurations has a log or a destination that has no prop');
  }
  if (types.join() === 'engineLog,slowLog') {
    writer.addChange(group, 'LogDeliveryConfigurations', 'lists the slow log first');
  }
  return Object.fromEntries(rendered);
}

/** Returns undefined if a log, its format, or its destination is not known. */
function parseLogs(deliveries: unknown): Readonly<Record<string, unknown>>[] | undefined {
  return Array.isArray(deliveries) && deliveries.every(isResolvedLog) ? deliveries.map(toObject) : undefined;
}

function isResolvedLog(delivery: unknown): boolean {
  const { DestinationDetails: details, ...rest } = toObject(delivery);
  const values = [delivery, details, ...Object.values(rest), ...Object.values(toObject(details))];
  return !values.some(isIntrinsic);
}

function renderLog(
  writer: AdoptionWriter,
  { LogFormat, DestinationDetails, DestinationType: destination }: Readonly<Record<string, unknown>>,
): string | undefined {
  const { CloudWatchLogsDetails: logs, KinesisFirehoseDetails: firehose } = toObject(DestinationDetails);
  const format = LOG_FORMATS[String(LogFormat)];
  if (format === undefined) {
    return undefined;
  }
  if (destination === 'cloudwatch-logs' && isObject(logs) && firehose === undefined) {
    const logGroup = writer.declareImport(
      `Imported${writer.suggestName(logs.LogGroup, 'LogGroup')}`,
      (id) => `${LOGS}.LogGroup.fromLogGroupName(this, ${id}, ${renderText(logs.LogGroup)})`,
    );
    return `${ELASTICACHE}.LogDelivery.toLogGroup(${logGroup}${format})`;
  }
  if (destination === 'kinesis-firehose' && isObject(firehose) && logs === undefined) {
    const stream = writer.declareImport(
      `Imported${writer.suggestName(firehose.DeliveryStream, 'DeliveryStream')}`,
      // The import of the L2 construct would add the IP addresses of Amazon Data Firehose as a mapping.
      (id) =>
        `${FIREHOSE}.CfnDeliveryStream.fromDeliveryStreamName(this, ${id}, ${renderText(firehose.DeliveryStream)})`,
    );
    return `${ELASTICACHE}.LogDelivery.toFirehose(${stream}${format})`;
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
