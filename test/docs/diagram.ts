import { findReferencedIds, findReferences } from './references';
import type { Resource, SynthesizedSnippet, SynthesizedStack } from './synthesize';

/*
 * Renders the template of a snippet as a Mermaid flowchart: resources with their construct path and type, references as
 * arrows.
 *
 * - Inputs of the snippet are one node each, with a dashed frame: a VPC with its subnets and routes, a function with
 *   its role.
 * - Security group rules and policies are arrows.
 * - Roles and permissions are part of the resource that owns them. Similar resources are merged.
 * - A custom resource is part of the resource that it changes, which its function has permissions for. The function is
 *   hidden, because only the deployment calls it.
 */

interface Node {
  readonly id: string;
  readonly names: readonly string[];
  readonly type: string;
  readonly isInput: boolean;
  readonly region: string;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly labels: readonly string[];
  readonly isDependency?: boolean;
}

interface Graph {
  readonly nodes: Node[];
  readonly edges: Edge[];
}

type FindNodes = (logicalIds: readonly string[]) => string[];

type ResourceEntry = [logicalId: string, resource: Resource];

const CACHES = /^AWS::ElastiCache::(ServerlessCache|ReplicationGroup|CacheCluster|GlobalReplicationGroup)$/;
const RULE_TYPES = ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'];
const POLICY_TYPES = [
  'AWS::IAM::Policy',
  'AWS::S3::BucketPolicy',
  'AWS::SecretsManager::ResourcePolicy',
  'AWS::SNS::TopicPolicy',
];
const OWNED_TYPES = ['AWS::IAM::Role', 'AWS::IAM::InstanceProfile', 'AWS::Lambda::Permission'];

/** The minimum number of similar resources to merge. */
const MINIMUM_TO_MERGE = 3;

/** The maximum number of actions in the label of an arrow. */
const MAXIMUM_ACTIONS = 3;

export function renderDiagram({ stacks, inputs }: SynthesizedSnippet): string {
  const graphs = stacks.map((stack, index) => buildGraph(stack, inputs, index));
  const allEdges = mergeEdges([...graphs.flatMap((graph) => graph.edges), ...createGlobalDatastoreEdges(stacks)]);
  const { nodes, edges } = mergeSimilarNodes(
    graphs.flatMap((graph) => graph.nodes),
    allEdges,
  );

  const visible = nodes.filter(({ id, isInput }) => !isInput || edges.some(({ from, to }) => from === id || to === id));
  const inputIds = visible.filter(({ isInput }) => isInput).map(({ id }) => id);
  return [
    'flowchart LR',
    ...formatNodes(visible),
    ...edges.map((edge) => formatEdge(edge, inputIds)),
    ...(inputIds.length > 0 ? ['  classDef input stroke-dasharray: 4 4', `  class ${inputIds.join(',')} input`] : []),
  ].join('\n');
}

/** The path of the construct in its stack, without the last parts that L1 constructs and hashes add. */
export function formatConstructPath(resource: Resource): string {
  return getPath(resource)
    .replace(/^[^/]+\//, '')
    .replace(/(\/Resource)+$/, '')
    .replace(/[0-9a-f]{32}(?=\/|$)/, '');
}

function getPath({ Metadata }: Resource): string {
  return Metadata?.['aws:cdk:path'] ?? '';
}

function buildGraph(
  { region, resources }: SynthesizedStack,
  inputs: ReadonlyMap<string, string>,
  stackIndex: number,
): Graph {
  const drawn = Object.entries(resources).filter(
    ([, { Type }]) => !RULE_TYPES.includes(Type) && !POLICY_TYPES.includes(Type),
  );
  const formatNodeId = (name: string) => formatId(stackIndex === 0 ? name : `${name}_${region}`);
  const names = assignNames(drawn, inputs);
  mergeCustomResources(drawn, names, resources);

  const nodes = [...new Set(names.values())].map((name): Node => {
    const members = drawn.filter(([id]) => names.get(id) === name).map(([, resource]) => resource);
    const [main] = members
      .filter((member) => `${formatConstructPath(member)}/`.startsWith(`${name}/`))
      .sort((a, b) => compareLength(formatConstructPath(a), formatConstructPath(b)));
    return { id: formatNodeId(name), names: [name], type: main.Type, isInput: inputs.has(getPath(main)), region };
  });

  const findNodes: FindNodes = (ids) => [
    ...new Set(ids.filter((id) => names.has(id)).map((id) => formatNodeId(names.get(id)!))),
  ];
  return { nodes, edges: Object.entries(resources).flatMap((entry) => createEdges(entry, findNodes)) };
}

/** Maps each logical id to the name of the node that the resource is or belongs to. */
function assignNames(resources: readonly ResourceEntry[], inputs: ReadonlyMap<string, string>): Map<string, string> {
  const ownerPaths = resources
    .filter(([, { Type }]) => !OWNED_TYPES.includes(Type))
    .map(([, resource]) => formatConstructPath(resource));
  const findOwner = (constructPath: string) =>
    ownerPaths
      .filter((other) => constructPath.startsWith(`${other}/`))
      .sort(compareLength)
      .pop();

  return new Map(
    resources.map(([id, resource]) => {
      const constructPath = formatConstructPath(resource);
      const owner = OWNED_TYPES.includes(resource.Type) ? findOwner(constructPath) : undefined;
      return [id, inputs.get(getPath(resource)) ?? owner ?? constructPath];
    }),
  );
}

/** Merges custom resources into the resources that they change, and removes their functions. */
function mergeCustomResources(
  drawn: readonly ResourceEntry[],
  names: Map<string, string>,
  resources: SynthesizedStack['resources'],
) {
  const customResources = drawn.filter(([, { Properties }]) => Properties?.ServiceToken);
  for (const [id, { Properties }] of customResources) {
    const changed = findChangedNode(Properties, names, resources);
    if (changed) {
      names.set(id, changed);
    }
  }

  const functions = customResources
    .flatMap(([, { Properties }]) => findReferencedIds(Properties.ServiceToken))
    .map((id) => names.get(id));
  for (const [id, name] of names) {
    if (functions.includes(name)) {
      names.delete(id);
    }
  }
}

function createEdges([id, { Type, Properties, DependsOn }]: ResourceEntry, findNodes: FindNodes): Edge[] {
  if (RULE_TYPES.includes(Type)) {
    return createRuleEdges(Type, Properties, findNodes);
  }
  if (POLICY_TYPES.includes(Type)) {
    return createPolicyEdges(Properties, findNodes);
  }
  const [from] = findNodes([id]);
  if (!from) {
    return [];
  }
  const references = findReferences(Properties).flatMap(({ to, property }) =>
    findNodes([to]).map((target): Edge => ({ from, to: target, labels: [property] })),
  );
  const dependencies = findNodes([DependsOn ?? []].flat()).map((target): Edge => ({
    from,
    to: target,
    labels: ['waits for'],
    isDependency: true,
  }));
  return [...references, ...dependencies];
}

/** Finds the node that a custom resource references and its function has permissions for. */
function findChangedNode(
  { ServiceToken, ...properties }: any,
  names: ReadonlyMap<string, string>,
  resources: SynthesizedStack['resources'],
): string | undefined {
  const functions = findReferencedIds(ServiceToken).map((id) => names.get(id));
  const permitted = Object.values(resources)
    .filter(({ Type }) => Type === 'AWS::IAM::Policy')
    .filter(({ Properties }) => findReferencedIds(Properties.Roles).some((role) => functions.includes(names.get(role))))
    .flatMap(({ Properties }) => findReferencedIds(Properties.PolicyDocument));
  const changed = findReferencedIds(properties).find((id) => permitted.includes(id));
  return changed && names.get(changed);
}

function createRuleEdges(type: string, rule: any, findNodes: FindNodes): Edge[] {
  const ports =
    rule.FromPort === rule.ToPort
      ? `port ${formatPort(rule.FromPort)}`
      : `ports ${formatPort(rule.FromPort)} to ${formatPort(rule.ToPort)}`;
  const [source, target] = type.endsWith('Ingress')
    ? [rule.SourceSecurityGroupId, rule.GroupId]
    : [rule.GroupId, rule.DestinationSecurityGroupId];
  return findNodes(findReferencedIds(source)).flatMap((from) =>
    findNodes(findReferencedIds(target)).map((to) => ({ from, to, labels: [ports] })),
  );
}

function formatPort(port: unknown): string {
  return typeof port === 'number' ? `${port}` : 'of the endpoint';
}

function createPolicyEdges(policy: any, findNodes: FindNodes): Edge[] {
  const statements: any[] = (policy.PolicyDocument ?? policy.ResourcePolicy).Statement;
  return statements.flatMap((statement) => {
    const actions: string[] = [statement.Action].flat();
    const hiddenCount = actions.length - MAXIMUM_ACTIONS;
    const visibleActions = actions.slice(0, MAXIMUM_ACTIONS).join(', ');
    const label = `may ${visibleActions}${hiddenCount > 0 ? ` and ${hiddenCount} more` : ''}`;
    const principals = findNodes(findReferencedIds([policy.Roles, policy.Users, policy.Groups, statement.Principal]));
    return principals.flatMap((from) =>
      findNodes(findReferencedIds(statement.Resource)).map((to) => ({ from, to, labels: [label] })),
    );
  });
}

/** Connects secondaries to their global datastore, which they reference by name across Regions. */
function createGlobalDatastoreEdges(stacks: readonly SynthesizedStack[]): Edge[] {
  const ids = stacks.flatMap(({ region, resources }, index) =>
    Object.values(resources).map((resource) => ({
      id: formatId(index === 0 ? formatConstructPath(resource) : `${formatConstructPath(resource)}_${region}`),
      properties: resource.Properties ?? {},
    })),
  );
  const datastores = ids.filter(({ properties }) => properties.GlobalReplicationGroupIdSuffix);
  return ids.flatMap(({ id, properties }) =>
    datastores
      .filter(({ properties: { GlobalReplicationGroupIdSuffix: suffix } }) =>
        `${properties.GlobalReplicationGroupId}`.endsWith(`-${suffix}`),
      )
      .map((datastore) => ({ from: id, to: datastore.id, labels: ['GlobalReplicationGroupId'] })),
  );
}

/** Merges the edges between two nodes. Removes self-references, and dependencies between nodes with a reference. */
function mergeEdges(edges: readonly Edge[]): Edge[] {
  const found = new Map<string, Edge>();
  for (const edge of edges.filter(({ from, to }) => from !== to)) {
    const key = `${edge.from} ${edge.to}`;
    const existing = found.get(key);
    const replacesDependency = existing?.isDependency && !edge.isDependency;
    if (!existing || replacesDependency) {
      found.set(key, edge);
    } else if (!edge.isDependency) {
      found.set(key, { ...existing, labels: [...new Set([...existing.labels, ...edge.labels])] });
    }
  }
  return [...found.values()];
}

/** Merges nodes of the same type with the same edges. */
function mergeSimilarNodes(nodes: readonly Node[], edges: readonly Edge[]): Graph {
  const sets = new Map<string, Node[]>();
  for (const node of nodes) {
    const ends = edges
      .filter(({ from, to }) => from === node.id || to === node.id)
      .map(({ from, to }) => `${from === node.id ? '' : from} ${to === node.id ? '' : to}`);
    const key = node.isInput ? node.id : JSON.stringify([node.type, node.region, ends.sort()]);
    sets.set(key, [...(sets.get(key) ?? []), node]);
  }
  const groups = [...sets.values()].filter(({ length }) => length >= MINIMUM_TO_MERGE);
  const merged = new Map(
    groups.flatMap((set) => set.map(({ id }) => [id, { ...set[0], names: set.flatMap(({ names }) => names) }])),
  );
  return {
    nodes: nodes.filter(({ id }) => (merged.get(id)?.id ?? id) === id).map((node) => merged.get(node.id) ?? node),
    edges: mergeEdges(
      edges.map((edge) => ({
        ...edge,
        from: merged.get(edge.from)?.id ?? edge.from,
        to: merged.get(edge.to)?.id ?? edge.to,
      })),
    ),
  };
}

/** Renders a subgraph for each Region, if there are several. */
function formatNodes(nodes: readonly Node[]): string[] {
  const regions = [...new Set(nodes.map(({ region }) => region))];
  if (regions.length === 1) {
    return nodes.map((node) => `  ${formatNode(node)}`);
  }
  return regions.flatMap((region) => [
    `  subgraph ${formatId(region)}["${region}"]`,
    ...nodes.filter((node) => node.region === region).map((node) => `    ${formatNode(node)}`),
    '  end',
  ]);
}

function formatNode({ id, names, type, isInput }: Node): string {
  const label = `"${names[0]}${names.length > 1 ? ` and ${names.length - 1} more` : ''}<br/>${type}"`;
  if (CACHES.test(type)) {
    return `${id}[(${label})]`;
  }
  return isInput ? `${id}([${label}])` : `${id}[${label}]`;
}

/** Between inputs, only ports and permissions are labeled. */
function formatEdge({ from, to, labels, isDependency }: Edge, inputIds: readonly string[]): string {
  const isBetweenInputs = inputIds.includes(from) && inputIds.includes(to);
  const visibleLabels = isBetweenInputs ? labels.filter((label) => /^(may|ports?) /.test(label)) : labels;
  const label = visibleLabels.length > 0 ? `|"${visibleLabels.join('<br/>')}"|` : '';
  return `  ${from} ${isDependency ? '-.->' : '-->'}${label} ${to}`;
}

function compareLength(a: string, b: string): number {
  return a.length - b.length;
}

function formatId(name: string): string {
  return name.replace(/\W+/g, '_');
}
