import { idsIn, referencesOf } from './references';
import type { Resource, Synthesised, SynthesisedStack } from './synthesise';

/*
 * The picture of what a snippet becomes, as a flowchart of Mermaid: resources with the place of their construct and
 * their type, references as arrows.
 *
 * - What the snippet was given is one node each, with a dashed frame: a VPC with its subnets and routes, a function
 *   with its role.
 * - Rules of security groups and policies are arrows: who may reach whom, and who may do what.
 * - Roles and permissions belong to the resource for which they were made, and resources that are alike become one.
 * - A custom resource belongs to what it changes, which its function has permissions for; the function, which only the
 *   deployment calls, is left out.
 */

interface Node {
  readonly id: string;
  readonly names: readonly string[];
  readonly type: string;
  readonly given: boolean;
  readonly region: string;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly labels: readonly string[];
  readonly waits?: boolean;
}

type NodesOf = (logicalIds: readonly string[]) => string[];

const CACHES = /^AWS::ElastiCache::(ServerlessCache|ReplicationGroup|CacheCluster|GlobalReplicationGroup)$/;
const RULES = ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'];
const POLICIES = [
  'AWS::IAM::Policy',
  'AWS::S3::BucketPolicy',
  'AWS::SecretsManager::ResourcePolicy',
  'AWS::SNS::TopicPolicy',
];
const BELONGINGS = ['AWS::IAM::Role', 'AWS::IAM::InstanceProfile', 'AWS::Lambda::Permission'];

/** From how many on resources that are alike are one node, and how many actions an arrow names. */
const MANY = 3;

/** The lines of the flowchart. */
export function diagramOf({ stacks, givens }: Synthesised): string {
  const found = stacks.map((stack, index) => inStack(stack, givens, index));
  const arrows = distinct([...found.flatMap((stack) => stack.edges), ...membersOfGlobalDatastores(stacks)]);
  const { nodes, edges } = alikeAsOne(
    found.flatMap((stack) => stack.nodes),
    arrows,
  );
  const drawn = nodes.filter(({ id, given }) => !given || edges.some(({ from, to }) => from === id || to === id));
  const given = drawn.filter((node) => node.given).map(({ id }) => id);
  const regions = [...new Set(drawn.map(({ region }) => region))];
  return [
    'flowchart LR',
    ...regions.flatMap((region) => {
      const lines = drawn.filter((node) => node.region === region).map(nodeLine);
      return regions.length === 1
        ? lines.map((line) => `  ${line}`)
        : [`  subgraph ${safe(region)}["${region}"]`, ...lines.map((line) => `    ${line}`), '  end'];
    }),
    ...edges.map(({ from, to, labels, waits }) => {
      const label =
        given.includes(from) && given.includes(to) ? labels.filter((text) => /^(may|ports?) /.test(text)) : labels;
      return `  ${from} ${waits ? '-.->' : '-->'}${label.length > 0 ? `|"${label.join('<br/>')}"|` : ''} ${to}`;
    }),
    ...(given.length > 0 ? ['  classDef given stroke-dasharray: 4 4', `  class ${given.join(',')} given`] : []),
  ].join('\n');
}

/** The construct of a resource: its path in the stack, without what the paths of resources end with. */
export function placeOf(resource: Resource): string {
  return pathOf(resource)
    .replace(/^[^/]+\//, '')
    .replace(/(\/Resource)+$/, '')
    .replace(/[0-9a-f]{32}(?=\/|$)/, '');
}

function pathOf({ Metadata }: Resource): string {
  return Metadata?.['aws:cdk:path'] ?? '';
}

function inStack(
  { region, resources }: SynthesisedStack,
  givens: ReadonlyMap<string, string>,
  index: number,
): { nodes: Node[]; edges: Edge[] } {
  const drawn = Object.entries(resources).filter(([, { Type }]) => !RULES.includes(Type) && !POLICIES.includes(Type));
  const idOf = (name: string) => safe(index === 0 ? name : `${name}_${region}`);
  const holders = drawn.filter(([, { Type }]) => !BELONGINGS.includes(Type)).map(([, resource]) => resource);

  /** Each resource, with the name of the node that it is or belongs to. */
  const names = new Map(
    drawn.map(([id, resource]) => {
      const place = placeOf(resource);
      const holder = BELONGINGS.includes(resource.Type)
        ? holders
            .map(placeOf)
            .filter((other) => place.startsWith(`${other}/`))
            .sort(byLength)
            .pop()
        : undefined;
      return [id, givens.get(pathOf(resource)) ?? holder ?? place];
    }),
  );
  const customs = drawn.filter(([, { Properties }]) => Properties?.ServiceToken);
  for (const [id, { Properties }] of customs) {
    const changed = changedBy(Properties, names, resources);
    if (changed) {
      names.set(id, changed);
    }
  }
  const functions = customs.flatMap(([, { Properties }]) => idsIn(Properties.ServiceToken)).map((id) => names.get(id));
  for (const [id, name] of names) {
    if (functions.includes(name)) {
      names.delete(id);
    }
  }

  const nodes = [...new Set(names.values())].map((name): Node => {
    const members = drawn.filter(([id]) => names.get(id) === name).map(([, resource]) => resource);
    const [main] = members
      .filter((member) => `${placeOf(member)}/`.startsWith(`${name}/`))
      .sort((a, b) => byLength(placeOf(a), placeOf(b)));
    return { id: idOf(name), names: [name], type: main.Type, given: givens.has(pathOf(main)), region };
  });

  const to: NodesOf = (ids) => [...new Set(ids.filter((id) => names.has(id)).map((id) => idOf(names.get(id)!)))];
  const edges = Object.entries(resources).flatMap(([id, { Type, Properties, DependsOn }]): Edge[] => {
    if (RULES.includes(Type)) {
      return ruleEdges(Type, Properties, to);
    }
    if (POLICIES.includes(Type)) {
      return policyEdges(Properties, to);
    }
    const [from] = to([id]);
    if (!from) {
      return [];
    }
    return [
      ...referencesOf(Properties).flatMap(({ to: other, property }) =>
        to([other]).map((target) => ({ from, to: target, labels: [property] })),
      ),
      ...to([DependsOn ?? []].flat()).map((target) => ({ from, to: target, labels: ['waits for'], waits: true })),
    ];
  });
  return { nodes, edges };
}

/** The node of what a custom resource refers to and its function may do something with. */
function changedBy(
  { ServiceToken, ...properties }: any,
  names: ReadonlyMap<string, string>,
  resources: SynthesisedStack['resources'],
): string | undefined {
  const functions = idsIn(ServiceToken).map((id) => names.get(id));
  const permitted = Object.values(resources)
    .filter(({ Type }) => Type === 'AWS::IAM::Policy')
    .filter(({ Properties }) => idsIn(Properties.Roles).some((role) => functions.includes(names.get(role))))
    .flatMap(({ Properties }) => idsIn(Properties.PolicyDocument));
  const changed = idsIn(properties).find((id) => permitted.includes(id));
  return changed && names.get(changed);
}

function ruleEdges(type: string, rule: any, to: NodesOf): Edge[] {
  const ports =
    rule.FromPort === rule.ToPort
      ? `port ${portOf(rule.FromPort)}`
      : `ports ${portOf(rule.FromPort)} to ${portOf(rule.ToPort)}`;
  const [source, target] = type.endsWith('Ingress')
    ? [rule.SourceSecurityGroupId, rule.GroupId]
    : [rule.GroupId, rule.DestinationSecurityGroupId];
  return to(idsIn(source)).flatMap((from) => to(idsIn(target)).map((end) => ({ from, to: end, labels: [ports] })));
}

function portOf(port: unknown): string {
  return typeof port === 'number' ? `${port}` : 'of the endpoint';
}

function policyEdges(policy: any, to: NodesOf): Edge[] {
  const statements: any[] = (policy.PolicyDocument ?? policy.ResourcePolicy).Statement;
  return statements.flatMap((statement) => {
    const actions: string[] = [statement.Action].flat();
    const label = `may ${actions.slice(0, MANY).join(', ')}${actions.length > MANY ? ` and ${actions.length - MANY} more` : ''}`;
    const principals = to(idsIn([policy.Roles, policy.Users, policy.Groups, statement.Principal]));
    return principals.flatMap((from) =>
      to(idsIn(statement.Resource)).map((target) => ({ from, to: target, labels: [label] })),
    );
  });
}

/** A secondary names its global datastore by an id that is known before it is made, in a stack of another region. */
function membersOfGlobalDatastores(stacks: readonly SynthesisedStack[]): Edge[] {
  const ids = stacks.flatMap(({ region, resources }, index) =>
    Object.values(resources).map((resource) => ({
      id: safe(index === 0 ? placeOf(resource) : `${placeOf(resource)}_${region}`),
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

/**
 * One arrow between two nodes, with the labels of all; none from a node to itself, and no waiting for what is referred
 * to anyway.
 */
function distinct(edges: readonly Edge[]): Edge[] {
  const found = new Map<string, Edge>();
  for (const edge of edges.filter(({ from, to }) => from !== to)) {
    const key = `${edge.from} ${edge.to}`;
    const known = found.get(key);
    if (!known || (known.waits && !edge.waits)) {
      found.set(key, edge);
    } else if (!edge.waits) {
      found.set(key, { ...known, labels: [...new Set([...known.labels, ...edge.labels])] });
    }
  }
  return [...found.values()];
}

/** Nodes of one type with the same arrows, three or more of them, are drawn as one. */
function alikeAsOne(nodes: readonly Node[], edges: readonly Edge[]): { nodes: Node[]; edges: Edge[] } {
  const sets = new Map<string, Node[]>();
  for (const node of nodes) {
    const ends = edges
      .filter(({ from, to }) => from === node.id || to === node.id)
      .map(({ from, to }) => `${from === node.id ? '' : from} ${to === node.id ? '' : to}`);
    const key = node.given ? node.id : JSON.stringify([node.type, node.region, ends.sort()]);
    sets.set(key, [...(sets.get(key) ?? []), node]);
  }
  const alike = [...sets.values()].filter(({ length }) => length >= MANY);
  const one = new Map(
    alike.flatMap((set) => set.map(({ id }) => [id, { ...set[0], names: set.flatMap(({ names }) => names) }])),
  );
  return {
    nodes: nodes.filter(({ id }) => (one.get(id)?.id ?? id) === id).map((node) => one.get(node.id) ?? node),
    edges: distinct(
      edges.map((edge) => ({
        ...edge,
        from: one.get(edge.from)?.id ?? edge.from,
        to: one.get(edge.to)?.id ?? edge.to,
      })),
    ),
  };
}

function nodeLine({ id, names, type, given }: Node): string {
  const label = `"${names[0]}${names.length > 1 ? ` and ${names.length - 1} more` : ''}<br/>${type}"`;
  if (CACHES.test(type)) {
    return `${id}[(${label})]`;
  }
  return given ? `${id}([${label}])` : `${id}[${label}]`;
}

function byLength(a: string, b: string): number {
  return a.length - b.length;
}

function safe(name: string): string {
  return name.replace(/\W+/g, '_');
}
