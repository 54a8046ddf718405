import type { AdoptionWriter } from './adoption-writer';
import type { DeployedResource } from './deployed-resource';
import { isIntrinsic, renderObject, renderRecord, renderText } from './expressions';
import { CDK, EC2, ELASTICACHE } from './modules';
import { UnsupportedResourceError } from './unsupported-resource-error';
import { renderFamily } from './values';
import { isObject } from '../../template/values';

/** The members of `RemovalPolicy`, by deletion policy. */
const REMOVAL_POLICIES: Readonly<Record<string, string>> = {
  Delete: 'DESTROY',
  Retain: 'RETAIN',
  RetainExceptOnCreate: 'RETAIN_ON_UPDATE_OR_DELETE',
  Snapshot: 'SNAPSHOT',
};

/** The update policy that `RemovalPolicy` combines with a deletion policy, if it is another one. */
const UPDATE_POLICIES: Readonly<Record<string, string>> = { RetainExceptOnCreate: 'Retain' };

/** Renders the removal policy, if both policies of the template correspond to it. */
export function renderRemovalPolicy({ attributes, shortType }: DeployedResource): string | undefined {
  const { DeletionPolicy: deletion, UpdateReplacePolicy: update } = attributes;
  if (shortType === 'ServerlessCache' && deletion === 'Snapshot') {
    // The construct renders this removal policy as the property FinalSnapshotName.
    return undefined;
  }
  const policy = REMOVAL_POLICIES[String(deletion)];
  const isBoth = update === (UPDATE_POLICIES[String(deletion)] ?? deletion);
  return policy !== undefined && isBoth ? `${CDK}.RemovalPolicy.${policy}` : undefined;
}

/** Renders the maintenance window of a node-based cache. */
export function renderMaintenanceWindow(writer: AdoptionWriter, cache: DeployedResource): string | undefined {
  const window = cache.read('PreferredMaintenanceWindow');
  writer.addLowercaseChange(cache, 'PreferredMaintenanceWindow', window);
  return window === undefined ? undefined : `${ELASTICACHE}.MaintenanceWindow.fromString(${renderText(window)})`;
}

/** Renders the subnet group of a node-based cache. */
export function renderSubnetGroup(writer: AdoptionWriter, cache: DeployedResource): string | undefined {
  return cache.map(
    'CacheSubnetGroupName',
    (value) =>
      writer.findVariable(value) ??
      writer.declareImport(
        writer.suggestName(value, 'SubnetGroup'),
        (id) => `${ELASTICACHE}.SubnetGroup.fromSubnetGroupName(this, ${id}, ${renderText(value)})`,
      ),
  );
}

/** Renders the parameter group of a node-based cache, or of a global datastore. */
export function renderParameterGroup(writer: AdoptionWriter, cache: DeployedResource): string | undefined {
  return cache.map(
    'CacheParameterGroupName',
    (value) =>
      writer.findVariable(value) ??
      writer.declareImport(
        writer.suggestName(value, 'ParameterGroup'),
        (id) => `${ELASTICACHE}.ParameterGroup.fromParameterGroupName(this, ${id}, ${renderText(value)})`,
      ),
  );
}

export function declareSubnetGroup(writer: AdoptionWriter, group: DeployedResource): string {
  const subnets = group.read('SubnetIds');
  return writer.declareResource(
    group,
    `${ELASTICACHE}.SubnetGroup`,
    renderObject({
      ...renderSubnets(writer, subnets),
      subnetGroupName: group.map('CacheSubnetGroupName', renderText),
      description: group.map('Description', renderText),
      removalPolicy: renderRemovalPolicy(group),
    }),
  );
}

/** Renders the VPC and the selected subnets. A list that is not known at synthesis belongs to a separate VPC. */
export function renderSubnets(
  writer: AdoptionWriter,
  subnets: unknown,
): { readonly vpc: string; readonly vpcSubnets?: string } {
  if (Array.isArray(subnets)) {
    return { vpc: writer.declareVpc(), vpcSubnets: writer.declareSubnets(subnets) };
  }
  if (!isIntrinsic(subnets)) {
    throw new UnsupportedResourceError('SubnetIds is missing');
  }
  return { vpc: writer.declareVpcOfSubnets(subnets), vpcSubnets: `{ subnetType: ${EC2}.SubnetType.PRIVATE_ISOLATED }` };
}

export function declareParameterGroup(writer: AdoptionWriter, group: DeployedResource): string {
  const parameters = group.read('Properties');
  if (isIntrinsic(parameters)) {
    throw group.createUnknownError('Properties');
  }
  return writer.declareResource(
    group,
    `${ELASTICACHE}.ParameterGroup`,
    renderObject({
      engineVersion: group.mapText('CacheParameterGroupFamily', renderFamily),
      description: group.map('Description', renderText),
      parameters: isObject(parameters) ? renderRecord(parameters, renderText) : undefined,
      removalPolicy: renderRemovalPolicy(group),
    }),
  );
}
