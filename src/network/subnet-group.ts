import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { CfnSubnetGroupProps, ISubnetGroupRef, SubnetGroupReference } from 'aws-cdk-lib/aws-elasticache';
import { CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import type { IResource, RemovalPolicy } from 'aws-cdk-lib/core';
import { Resource } from 'aws-cdk-lib/core';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import { getSubnetProp, hasPublicSubnet, resolveSubnets, validateSubnetGroup } from './subnets';
import { toStoredName } from '../private/arns';
import type { Rendered } from '../private/errors';
import { collectErrors } from '../private/errors';
import { isMarked, mark } from '../private/marks';
import { addConstructWarning } from '../validation/construct-warnings';
import type { PropertyTable } from '../validation/property-table';
import { validateProperties } from '../validation/validate-construct';

const SUBNET_GROUP = Symbol.for('cdk-elasticache.SubnetGroup');

/** A subnet group, created here or imported: the subnets in which the nodes of a cache may stand. */
export interface ISubnetGroup extends IResource, ISubnetGroupRef {
  /**
   * The group's name, in lower case as ElastiCache stores it.
   *
   * @attribute
   */
  readonly subnetGroupName: string;
}

/** What a subnet group is made from. */
export interface SubnetGroupProps {
  /** The VPC of the subnets. */
  readonly vpc: ec2.IVpc;

  /**
   * The group's name: 1 to 255 letters, digits and single hyphens, starting with a letter. ElastiCache stores it in
   * lower case. Another name is another group: CloudFormation replaces it.
   *
   * @default - CloudFormation makes one
   */
  readonly subnetGroupName?: string;

  /**
   * What the group is for.
   *
   * @default - tells the construct's path
   */
  readonly description?: string;

  /**
   * The subnets, at most 20. Subnets can be added later; one in which a node stands cannot be taken away.
   *
   * @default - the private subnets, else the isolated ones, one in every Availability Zone
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * What becomes of the group when it leaves the stack. While a cache uses it, it cannot be deleted.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

class ImportedSubnetGroup extends Resource implements ISubnetGroup {
  public readonly subnetGroupName: string;

  constructor(scope: Construct, id: string, subnetGroupName: string) {
    super(scope, id);
    this.subnetGroupName = toStoredName(subnetGroupName);
  }

  public get subnetGroupRef(): SubnetGroupReference {
    return { cacheSubnetGroupName: this.subnetGroupName };
  }
}

/**
 * The subnets in which the nodes of a cache may stand. ElastiCache has no price for it.
 *
 * A cache makes one for itself; make one where several caches share it. It never falls back to the subnets of the
 * default VPC.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html
 * @resource AWS::ElastiCache::SubnetGroup
 * @example
 * new elasticache.SubnetGroup(this, 'Subnets', {
 *   vpc,
 *   vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
 * });
 */
@propertyInjectable
export class SubnetGroup extends Resource implements ISubnetGroup {
  /** Identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.SubnetGroup';

  /**
   * Whether something is a `SubnetGroup`.
   *
   * @param x anything
   */
  public static isSubnetGroup(x: any): x is SubnetGroup {
    return isMarked(x, SUBNET_GROUP);
  }

  /**
   * Imports a subnet group by its name.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param subnetGroupName the group's name
   */
  public static fromSubnetGroupName(scope: Construct, id: string, subnetGroupName: string): ISubnetGroup {
    return new ImportedSubnetGroup(scope, id, subnetGroupName);
  }

  /** The VPC of the subnets. */
  public readonly vpc: ec2.IVpc;

  private readonly selectedSubnets: readonly ec2.ISubnet[];
  private readonly resource: CfnSubnetGroup;

  constructor(scope: Construct, id: string, props: SubnetGroupProps) {
    super(scope, id, { physicalName: props.subnetGroupName });
    mark(this, SUBNET_GROUP);

    const { subnets, subnetIds, errors } = resolveSubnets(props);
    const properties: PropertyTable<CfnSubnetGroupProps, SubnetGroupProps> = {
      cacheSubnetGroupName: ['subnetGroupName', props.subnetGroupName],
      description: ['description', props.description ?? `Subnets for ${this.node.path}`],
      subnetIds: [getSubnetProp(props), subnetIds],
    };
    const cfnProps = validateProperties(this, CfnSubnetGroup.CFN_RESOURCE_TYPE_NAME, properties, {
      errors,
      related: { SubnetIds: subnets },
    });
    if (hasPublicSubnet(props.vpc, subnets)) {
      addConstructWarning(
        this,
        'SubnetGroup.PublicSubnets',
        "'vpcSubnets' selects public subnets; a cache needs no way in or out of the VPC, so private or isolated ones are safer",
      );
    }

    this.resource = new CfnSubnetGroup(this, 'Resource', cfnProps);

    this.vpc = props.vpc;
    this.selectedSubnets = subnets;
    if (props.removalPolicy) {
      this.applyRemovalPolicy(props.removalPolicy);
    }
  }

  public get subnetGroupName(): string {
    // `Ref` returns the name as specified in the template, which differs from the stored name in upper case letters.
    const storedName = toStoredName(this.physicalName);
    return storedName === this.physicalName ? this.getResourceNameAttribute(this.resource.ref) : storedName;
  }

  /** The subnets, as a copy. */
  public get subnets(): ec2.ISubnet[] {
    return [...this.selectedSubnets];
  }

  /** This group as aws-cdk-lib's own constructs know it. */
  public get subnetGroupRef(): SubnetGroupReference {
    return { cacheSubnetGroupName: this.subnetGroupName };
  }
}

/**
 * Returns the specified subnet group of a cache, or creates one. If its subnets have errors, they are returned, so that
 * the cache reports them together with its own.
 */
export function resolveSubnetGroup(
  scope: Construct,
  props: {
    readonly vpc: ec2.IVpc;
    readonly vpcSubnets?: ec2.SubnetSelection;
    readonly subnetGroup?: ISubnetGroupRef;
  },
): Rendered<ISubnetGroupRef | undefined> {
  const { vpc, vpcSubnets, subnetGroup } = props;
  return subnetGroup
    ? { value: subnetGroup, errors: validateSubnetGroup(props) }
    : collectErrors(() => new SubnetGroup(scope, 'SubnetGroup', { vpc, vpcSubnets }));
}

/** Returns the L2 construct of a subnet group. Imports a group that is only a reference, such as an L1 construct. */
export function toSubnetGroup(scope: Construct, group: ISubnetGroupRef): ISubnetGroup {
  return isSubnetGroup(group)
    ? group
    : new ImportedSubnetGroup(scope, 'SubnetGroup', group.subnetGroupRef.cacheSubnetGroupName);
}

function isSubnetGroup(group: ISubnetGroupRef): group is ISubnetGroup {
  return 'subnetGroupName' in group;
}
