import { parseTemplate } from '../../../src/template/parse-template';
import { TemplateEvaluator } from '../../../src/template/template-evaluator';

function createEvaluator(yaml: string, values: Record<string, unknown> = {}): TemplateEvaluator {
  const template = parseTemplate(yaml).template as Record<string, unknown>;
  return new TemplateEvaluator(template, new Map(Object.entries(values)));
}

function expand(yaml: string, values?: Record<string, unknown>): any {
  return createEvaluator(yaml, values).template;
}

test('creates a resource for each item of a list', () => {
  const { Resources } = expand(`
Resources:
  Other: {Type: A}
  Fn::ForEach::Caches:
    - Name
    - [Orders, Sessions]
    - Cache\${Name}:
        Type: AWS::ElastiCache::ServerlessCache
        Properties:
          ServerlessCacheName: !Sub "\${AWS::StackName}-\${Name}"
          Description: !Ref Name
          SnapshotRetentionLimit: 3
          Tags: [{Key: name, Value: "cache-\${Name}"}, {Key: literal, Value: !Sub "\${!Name}"}]
`);

  expect(Object.keys(Resources)).toEqual(['Other', 'CacheOrders', 'CacheSessions']);
  expect(Resources.CacheSessions.Properties).toEqual({
    ServerlessCacheName: { 'Fn::Sub': '${AWS::StackName}-Sessions' },
    Description: 'Sessions',
    SnapshotRetentionLimit: 3,
    Tags: [
      { Key: 'name', Value: 'cache-Sessions' },
      { Key: 'literal', Value: { 'Fn::Sub': '${!Name}' } },
    ],
  });
});

test('expands loops in conditions and outputs', () => {
  const template = expand(`
Conditions:
  Fn::ForEach::Conditions:
    - Name
    - [A, B]
    - Is\${Name}: !Equals [!Ref Mode, !Ref Name]
Outputs:
  Fn::ForEach::Endpoints:
    - Name
    - [A, B]
    - Endpoint\${Name}:
        Condition: Is\${Name}
        Value: !GetAtt [!Sub "Cache\${Name}", Endpoint.Address]
`);

  expect(template.Conditions).toEqual({
    IsA: { 'Fn::Equals': [{ Ref: 'Mode' }, 'A'] },
    IsB: { 'Fn::Equals': [{ Ref: 'Mode' }, 'B'] },
  });
  expect(template.Outputs.EndpointB).toEqual({
    Condition: 'IsB',
    Value: { 'Fn::GetAtt': ['CacheB', 'Endpoint.Address'] },
  });
});

test('expands loops in resource properties', () => {
  const { Resources } = expand(`
Resources:
  Group:
    Type: AWS::ElastiCache::ParameterGroup
    Properties:
      Properties:
        maxmemory-policy: noeviction
        Fn::ForEach::Limits:
          - Kind
          - [normal, replica]
          - client-output-buffer-limit-\${Kind}-soft-seconds: 60
      Tags:
        - Fn::ForEach::Parts: [Part, [Key, Value], {"\${Part}": !Ref Part}]
`);

  expect(Resources.Group.Properties).toEqual({
    Properties: {
      'maxmemory-policy': 'noeviction',
      'client-output-buffer-limit-normal-soft-seconds': 60,
      'client-output-buffer-limit-replica-soft-seconds': 60,
    },
    Tags: [{ Key: 'Key', Value: 'Value' }],
  });
});

test('expands nested loops, whose collections can depend on outer loops', () => {
  const { Resources } = expand(`
Mappings:
  Zones: {Transit: {Names: [A, B]}, Public: {Names: [C]}}
Resources:
  Fn::ForEach::Outer:
    - Prefix
    - [Transit, Public]
    - Acl\${Prefix}: {Type: T}
      Fn::ForEach::Inner:
        - Suffix
        - !FindInMap [Zones, !Ref Prefix, Names]
        - \${Prefix}Subnet\${Suffix}: {Type: S, Acl: !Ref {Fn::Sub: "Acl\${Prefix}"}, Name: !Sub "\${Suffix}.\${Prefix}"}
`);

  expect(Resources).toEqual({
    AclTransit: { Type: 'T' },
    TransitSubnetA: { Type: 'S', Acl: { Ref: 'AclTransit' }, Name: 'A.Transit' },
    TransitSubnetB: { Type: 'S', Acl: { Ref: 'AclTransit' }, Name: 'B.Transit' },
    AclPublic: { Type: 'T' },
    PublicSubnetC: { Type: 'S', Acl: { Ref: 'AclPublic' }, Name: 'C.Public' },
  });
});

test('removes other characters than letters and digits with &{Identifier}', () => {
  const { Resources } = expand(`
Resources:
  Fn::ForEach::Ranges:
    - Cidr
    - [10.0.0.0/16, 10.1.0.0/16]
    - "Range&{Cidr}": {Type: T, Cidr: !Ref Cidr, Text: "\${Cidr} &{Cidr}"}
`);

  expect(Object.keys(Resources)).toEqual(['Range1000016', 'Range1010016']);
  expect(Resources.Range1000016).toEqual({ Type: 'T', Cidr: '10.0.0.0/16', Text: '10.0.0.0/16 1000016' });
});

test('reads numbers and Booleans of a list as text, and does not interpret patterns in it', () => {
  const { Resources } = expand(`
Resources:
  Fn::ForEach::Items:
    - Item
    - [1, 8.0, yes, "$&"]
    - "Item-\${Item}": {Type: T}
`);

  expect(Object.keys(Resources)).toEqual(['Item-1', 'Item-8.0', 'Item-true', 'Item-$&']);
});

describe('a collection in a parameter', () => {
  const YAML = (declaration: string, collection = '!Ref Names') => `
Parameters:
  Names: ${declaration}
Resources:
  Fn::ForEach::Caches:
    - Name
    - ${collection}
    - Cache\${Name}: {Type: T}
`;

  test('has its default', () => {
    expect(Object.keys(expand(YAML('{Type: CommaDelimitedList, Default: "A, B"}')).Resources)).toEqual([
      'CacheA',
      'CacheB',
    ]);
  });

  test('has the value that is specified for the deployment', () => {
    const yaml = YAML('{Type: CommaDelimitedList, Default: "A, B"}');

    expect(Object.keys(expand(yaml, { Names: 'C,D' }).Resources)).toEqual(['CacheC', 'CacheD']);
  });

  test('can be an item of a list', () => {
    const { Resources } = expand(YAML('{Type: String, Default: A}', '[!Ref Names, B]'));

    expect(Object.keys(Resources)).toEqual(['CacheA', 'CacheB']);
  });

  test.each([
    ['has no default', YAML('{Type: CommaDelimitedList}')],
    ['has an empty default', YAML('{Type: CommaDelimitedList, Default: ""}')],
    ['is in Systems Manager', YAML('{Type: "AWS::SSM::Parameter::Value<CommaDelimitedList>", Default: name}')],
    ['is not a list', YAML('{Type: String, Default: A}')],
    ['is an unknown item', YAML('{Type: String}', '[A, !Ref Names]')],
    ['is a dynamic reference', YAML('{Type: String}', '["{{resolve:ssm:name}}"]')],
    ['is a list of lists', YAML('{Type: String}', '[[A]]')],
    ['is empty', YAML('{Type: String}', '[]')],
  ])('stays in the template if it %s', (_, yaml) => {
    const original: any = parseTemplate(yaml).template;

    expect(expand(yaml).Resources).toEqual(original.Resources);
  });
});

test.each(['text', '[Name, [A]]', '[1, [A], {B: {Type: T}}]', '[Name, [A], [B]]', '{Name: A}'])(
  'keeps the invalid loop %s',
  (loop) => {
    const yaml = `Resources:\n  Fn::ForEach::Invalid: ${loop}\n  Other: {Type: T}`;
    const original: any = parseTemplate(yaml).template;

    expect(expand(yaml).Resources).toEqual(original.Resources);
  },
);

test('keeps loops whose collections depend on conditions', () => {
  const { Resources } = expand(`
Resources:
  Fn::ForEach::Caches:
    - Name
    - !If [IsProd, [a, b], [a]]
    - Cache\${Name}: {Type: A}
`);

  expect(Object.keys(Resources)).toEqual(['Fn::ForEach::Caches']);
});

test('an object with an unknown loop contains only the loop, so that it is unresolved', () => {
  const { Resources } = expand(`
Parameters:
  Names: {Type: CommaDelimitedList}
Resources:
  Group:
    Type: AWS::ElastiCache::ParameterGroup
    Properties:
      Description: demo
      Properties:
        maxmemory-policy: noeviction
        Fn::ForEach::Settings: [Name, !Ref Names, {"\${Name}": 1}]
`);

  expect(Resources.Group.Properties).toEqual({
    Description: 'demo',
    Properties: { 'Fn::ForEach::Settings': ['Name', { Ref: 'Names' }, { '${Name}': 1 }] },
  });
});

test('does not expand loops in other sections', () => {
  const yaml = `Metadata:\n  Fn::ForEach::Names: [Name, [A], {"\${Name}": 1}]\nResources: {}\nOutputs: [1]\n`;

  expect(expand(yaml)).toEqual(parseTemplate(yaml).template);
});

test('keeps loops that create too many values', () => {
  const items = `[${Array.from({ length: 100 }, (_, index) => `a${index}`).join()}]`;
  const nest = (depth: number): string =>
    depth === 0
      ? `{"R\${I1}\${I2}\${I3}\${I4}": {Type: T}}`
      : `{"Fn::ForEach::L${depth}": [I${depth}, ${items}, ${nest(depth - 1)}]}`;

  const { Resources } = expand(`Resources: ${nest(4)}`);

  expect(Object.keys(Resources).filter((key) => key.startsWith('Fn::ForEach::'))).not.toEqual([]);
  expect(Object.keys(Resources).length).toBeLessThan(100_000);
});

test('returns the paths of the resources that loops create', () => {
  const yaml = `Resources:
  Other: {Type: A}
  Fn::ForEach::Outer:
    - Prefix
    - [A]
    - Fn::ForEach::Inner:
        - Suffix
        - [B]
        - R\${Prefix}\${Suffix}:
            Type: A
`;
  const { resourcePaths } = createEvaluator(yaml);

  expect([...resourcePaths.keys()]).toEqual(['RAB']);
  expect(parseTemplate(yaml).locate([...resourcePaths.get('RAB')!, 'Type'])).toEqual({ line: 10, column: 13 });
});

test('uses the template as it is if it contains no loops', () => {
  const template = { Resources: { Cache: { Type: 'A', Properties: { Tags: [null, 1] } } } };
  const evaluator = new TemplateEvaluator(template);

  expect(evaluator.template).toBe(template);
  expect(evaluator.resourcePaths.size).toBe(0);
});
