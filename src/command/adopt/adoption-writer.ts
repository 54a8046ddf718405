import type { DeployedResource } from './deployed-resource';
import { indent, isIntrinsic, quote, renderJson, renderObject, renderText, renderTextList } from './expressions';
import { CDK, EC2, resolveModules } from './modules';
import { describePlainTextSecret } from './plain-text-secrets';
import { RESERVED_NAMES } from './reserved-names';
import { hasUppercase } from './values';
import { isObject, readName, readType, toObject } from '../../template/values';

/** The suffix of the logical ids that the AWS CDK generates. */
const GENERATED_SUFFIX = /(?<=.)[0-9A-F]{8}$/;

/** The VPC in the code if the template does not contain the id. */
export const UNKNOWN_VPC = 'vpc-0123456789abcdef0';

/** A change that the code makes to a deployed resource. */
export interface AdoptionChange {
  readonly logicalId: string;

  /** The property or the attribute of the resource. */
  readonly name: string;
  readonly description: string;
}

/** Collects the code of constructs. Imported resources are declared once. */
export class AdoptionWriter {
  public readonly changes: AdoptionChange[] = [];

  /** Whether the code contains a VPC whose id is not in the template. */
  public hasUnknownVpc = false;

  /** The steps before the deployment, in addition to those of every adoption. */
  public readonly stepsBeforeDeployment: string[] = [];

  /** The steps that have to follow the deployment. */
  public readonly laterSteps: string[] = [];

  /** The variables of the replication groups whose cluster mode is disabled. */
  public readonly groupsWithoutClusterMode: string[] = [];

  private readonly statements: string[] = [];
  private readonly finalStatements: string[] = [];
  private names = new Set<string>(RESERVED_NAMES);
  private constructIds = new Set<string>();
  private imported = new Map<string, string>();
  private vpc?: string;
  private readonly variables = new Map<string, string>();

  /** @param template the template, which can contain the security groups and the VPC */
  constructor(private readonly template: Readonly<Record<string, unknown>>) {}

  /** The id of the VPC that the code imports, or undefined if it imports none or the id is unknown. */
  public get vpcId(): unknown {
    return this.vpc === undefined ? undefined : this.findVpcId();
  }

  /** Declares the construct of a resource. */
  public declareResource(resource: DeployedResource, className: string, props: string): string {
    const { logicalId } = resource;
    const [variable, id] = this.reserveNames(logicalId.replace(GENERATED_SUFFIX, ''));
    const comment = describePlainTextSecret(this, resource);
    const declaration = `const ${variable} = new ${className}(this, ${quote(id)}, ${props});`;
    this.statements.push(comment === undefined ? declaration : `// ${comment}\n${declaration}`);
    this.variables.set(logicalId, variable);
    return variable;
  }

  /** Adds statements after all declarations. */
  public addFinalStatements(...statements: string[]): void {
    this.finalStatements.push(...statements);
  }

  /**
   * Declares a resource that is imported, unless the same code is already declared.
   *
   * @param suggestedName the name of the variable
   * @param render renders the code for the id of the construct
   */
  public declareImport(suggestedName: string, render: (id: string) => string): string {
    const key = render('');
    const existing = this.imported.get(key);
    if (existing !== undefined) {
      return existing;
    }
    const [variable, id] = this.reserveNames(suggestedName);
    this.statements.push(`const ${variable} = ${render(quote(id))};`);
    this.imported.set(key, variable);
    return variable;
  }

  /** Declares a variable for a value, unless the same value is already declared. */
  public declareValue(suggestedName: string, code: string): string {
    return this.declareImport(suggestedName, () => code);
  }

  /** Declares a resource, or discards what was declared for it if it fails. */
  public attempt(declare: () => void): void {
    const { statements, finalStatements, changes, stepsBeforeDeployment, laterSteps } = this;
    const { names, constructIds, imported, groupsWithoutClusterMode } = this;
    const lists = [statements, finalStatements, changes, stepsBeforeDeployment, laterSteps, groupsWithoutClusterMode];
    const lengths = lists.map(({ length }) => length);
    const saved = [new Set(names), new Set(constructIds), new Map(imported), this.vpc, this.hasUnknownVpc] as const;
    try {
      declare();
    } catch (error) {
      lists.forEach((list, index) => list.splice(lengths[index]));
      [this.names, this.constructIds, this.imported, this.vpc, this.hasUnknownVpc] = saved;
      throw error;
    }
  }

  /** Returns the variable of the resource to which a value refers. */
  public findVariable(value: unknown): string | undefined {
    return isObject(value) && typeof value.Ref === 'string' ? this.variables.get(value.Ref) : undefined;
  }

  /**
   * Returns the variable of the cache to which a value refers, unless the name of the cache has uppercase letters.
   * Other constructs render such a name in lowercase instead of the reference.
   */
  public findCacheVariable(value: unknown): string | undefined {
    const { Properties } = toObject(toObject(this.template.Resources)[readName(toObject(value).Ref)]);
    const { ReplicationGroupId: groupId, ServerlessCacheName: name } = toObject(Properties);
    return hasUppercase(groupId) || hasUppercase(name) ? undefined : this.findVariable(value);
  }

  /** Returns a name for the resource to which a value refers. */
  public suggestName(value: unknown, fallback: string): string {
    const { Ref: name, 'Fn::GetAtt': attribute } = isIntrinsic(value) ? toObject(value) : {};
    const target = name ?? (Array.isArray(attribute) ? attribute[0] : undefined);
    return typeof target === 'string' ? target.replace(GENERATED_SUFFIX, '') : fallback;
  }

  /** Returns the type of a resource of the template, or undefined if there is no such resource. */
  public findType(logicalId: string): string | undefined {
    const resource = toObject(this.template.Resources)[logicalId];
    return resource === undefined ? undefined : readType(resource);
  }

  /** Returns the declaration of a parameter of the template. */
  public findParameter(name: string): Readonly<Record<string, unknown>> {
    return toObject(toObject(this.template.Parameters)[name]);
  }

  /** Declares the VPC of the template, unless it is already declared. Its id is not rendered. */
  public declareVpc(): string {
    this.vpc ??= this.declareImport('Vpc', (id) => this.renderVpc(id, {}));
    return this.vpc;
  }

  /** Declares the VPC of the template if its id is known. Adopted caches do not need it. */
  public declareKnownVpc(): string | undefined {
    return this.findVpcId() === undefined ? undefined : this.declareVpc();
  }

  /** Declares a VPC with subnets that are not known at synthesis. */
  public declareVpcOfSubnets(subnetIds: unknown): string {
    const isolatedSubnetIds = renderTextList(subnetIds);
    const variable = this.declareImport('Vpc', (id) => this.renderVpc(id, { isolatedSubnetIds }));
    this.vpc ??= variable;
    return variable;
  }

  public declareSecurityGroups(value: unknown): string {
    const groups = Array.isArray(value)
      ? value.map((group) => this.declareSecurityGroup(group))
      : [
          this.declareImport(
            'SecurityGroups',
            (id) =>
              `${EC2}.SecurityGroup.fromSecurityGroupId(this, ${id}, ${CDK}.Token.asList(${renderJson(value)})[0])`,
          ),
        ];
    return `[${groups.join(', ')}]`;
  }

  public declareSubnets(value: readonly unknown[]): string {
    const subnets = value.map((subnet) =>
      this.declareImport(
        this.suggestName(subnet, 'Subnet'),
        (id) => `${EC2}.Subnet.fromSubnetId(this, ${id}, ${renderText(subnet)})`,
      ),
    );
    return `{ subnets: [${subnets.join(', ')}] }`;
  }

  /** Adds a change that the code makes. */
  public addChange({ logicalId }: Pick<DeployedResource, 'logicalId'>, name: string, description: string): void {
    this.changes.push({ logicalId, name, description });
  }

  /** Adds a text with uppercase letters as a change, if the construct renders it in lowercase. */
  public addLowercaseChange(resource: DeployedResource, name: string, value: unknown): void {
    if (hasUppercase(value)) {
      this.addChange(resource, name, 'in lowercase, as ElastiCache stores it');
    }
  }

  /** Renders the file. */
  public render(comment: readonly string[]): string {
    const text = [...this.statements, ...this.finalStatements].join('\n\n');
    const { code, imports } = resolveModules(text);
    const body = code.replace(/;\n\n(?=\(|cdk\.Tags)/g, ';\n');
    return [
      ...imports,
      "import { Construct } from 'constructs';",
      '',
      '/**',
      ...comment.map((line) => (line === '' ? ' *' : ` * ${line.replace(/\*\//g, '* /')}`)),
      ' */',
      'export class ElastiCacheResources extends Construct {',
      '  constructor(scope: Construct, id: string) {',
      '    super(scope, id);',
      '',
      indent(indent(body)),
      '  }',
      '}',
      '',
    ].join('\n');
  }

  private renderVpc(id: string, attributes: Readonly<Record<string, string>>): string {
    const vpcId = this.findVpcId();
    this.hasUnknownVpc ||= vpcId === undefined;
    return `${EC2}.Vpc.fromVpcAttributes(this, ${id}, ${renderObject({
      vpcId: vpcId === undefined ? quote(UNKNOWN_VPC) : renderText(vpcId),
      availabilityZones: `${CDK}.Fn.getAzs()`,
      ...attributes,
    })})`;
  }

  private declareSecurityGroup(group: unknown): string {
    return this.declareImport(
      this.suggestName(group, 'SecurityGroup'),
      (id) => `${EC2}.SecurityGroup.fromSecurityGroupId(this, ${id}, ${renderText(group)})`,
    );
  }

  /** Finds the VPC of the security groups in the template, or the only VPC. */
  private findVpcId(): unknown {
    const resources = Object.entries(toObject(this.template.Resources));
    const ofType = (type: string) => resources.filter(([, resource]) => isObject(resource) && resource.Type === type);
    const vpcIds = ofType('AWS::EC2::SecurityGroup').map(([, resource]) =>
      isObject(resource) && isObject(resource.Properties) ? resource.Properties.VpcId : undefined,
    );
    return vpcIds.find((vpcId) => vpcId !== undefined) ?? ofType('AWS::EC2::VPC').map(([Ref]) => ({ Ref }))[0];
  }

  /** Returns a name of a variable and the id of a construct that are not used yet. */
  private reserveNames(suggestedName: string): [variable: string, id: string] {
    const id = suggestedName.replace(/[^A-Za-z0-9]/g, '') || 'Resource';
    const name = (id[0].toLowerCase() + id.slice(1)).replace(/^(?=\d)/, 'resource');
    const suffix = findSuffix((each) => !this.names.has(name + each) && !this.constructIds.has(id + each));
    this.names.add(name + suffix);
    this.constructIds.add(id + suffix);
    return [name + suffix, id + suffix];
  }
}

/** Finds the first number, starting with none, that makes a name unique. */
function findSuffix(isUnused: (suffix: string) => boolean): string {
  let suffix = '';
  for (let number = 2; !isUnused(suffix); number++) {
    suffix = String(number);
  }
  return suffix;
}
