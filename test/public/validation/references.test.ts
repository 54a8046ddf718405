import { summarizeMessage } from '../messages';
import { ElastiCacheRules } from 'cdk-elasticache';

const REFERENCE_RULE = /^Resource\.(?!Type)/;
const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const IS_PROD = { Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } } };
const STAGE = { Parameters: { Stage: { Type: 'String' } } };

/** Validates a template with a format version, and returns the findings about references and names. */
const findProblems = (template: object) =>
  ElastiCacheRules.checkTemplate({ AWSTemplateFormatVersion: '2010-09-09', ...template }).filter(({ ruleId }) =>
    REFERENCE_RULE.test(ruleId),
  );

/** Summarizes each finding: `ReferenceUndefined Port: 'Port' but got "Ports"`. */
const validate = (template: object) =>
  findProblems(template).map(
    ({ ruleId, propertyPath, message }) => `${ruleId.split('.')[1]} ${propertyPath}: ${summarizeMessage(message)}`,
  );

/** Creates the resources of a template with a replication group and a subnet group. */
const resources = (Properties: object, attributes: object = {}, others: object = {}) => ({
  Resources: {
    Cache: { Type: GROUP, Properties, ...attributes },
    Subnets: { Type: 'AWS::ElastiCache::SubnetGroup', Properties: { Description: 'cache' } },
    ...others,
  },
});

const UNDEFINED_SUBNETS = resources({ CacheSubnetGroupName: { Ref: 'Nothing' } });
const UNDEFINED_ERROR = 'ReferenceUndefined CacheSubnetGroupName: \'CacheSubnetGroupName\' but got "Nothing"';

describe('names', () => {
  test.each([
    ['Ref', { Ref: 'Nothing' }],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Nothing', 'Name'] }],
    ['Fn::Sub', { 'Fn::Sub': 'prod-${ Nothing }' }],
    ['a nested function', { 'Fn::Join': ['-', ['prod', { Ref: 'Nothing' }]] }],
  ])('fails for an undefined name in %s', (_title, CacheSubnetGroupName) => {
    expect(validate(resources({ CacheSubnetGroupName }))).toEqual([UNDEFINED_ERROR]);
  });

  test('fails for each undefined name', () => {
    const CacheSubnetGroupName = { 'Fn::Sub': '${Nothing}-${None}-${Nothing}' };

    expect(validate(resources({ CacheSubnetGroupName }, { DependsOn: ['Topic', 'Subnets', 'Key'] }))).toEqual([
      'ReferenceUndefined DependsOn: \'DependsOn\' but got "Topic"',
      'ReferenceUndefined DependsOn: \'DependsOn\' but got "Key"',
      UNDEFINED_ERROR,
      'ReferenceUndefined CacheSubnetGroupName: \'CacheSubnetGroupName\' but got "None"',
    ]);
  });

  test('accepts resources, parameters, and pseudo parameters', () => {
    const properties = {
      CacheSubnetGroupName: { Ref: 'Subnets' },
      Port: { Ref: 'Port' },
      ReplicationGroupId: { Ref: 'AWS::StackName' },
    };

    expect(validate({ Parameters: { Port: { Type: 'Number' } }, ...resources(properties) })).toEqual([]);
  });

  test.each([
    ['Subnet', 'Did you mean "Subnets"?'],
    ['Network', 'Define it in the template, or correct the name.'],
  ])('suggests a fix for %s', (name, fix) => {
    const [{ message }] = findProblems(resources({ CacheSubnetGroupName: { Ref: name } }));

    expect(message).toContain(fix);
  });

  test('fails for a resource whose condition is false', () => {
    const [{ message }, ...others] = findProblems({
      ...STAGE,
      ...IS_PROD,
      ...resources(
        { SecurityGroupIds: [{ Ref: 'Access' }] },
        {},
        { Access: { Type: 'AWS::EC2::SecurityGroup', Condition: 'IsProd' } },
      ),
    });

    expect(message).toContain('Create it under the same condition, or use Fn::If to omit the reference.');
    expect(message).toContain("if condition 'IsProd' is false");
    expect(others).toEqual([]);
  });

  test.each([
    ['a template without a format version', { AWSTemplateFormatVersion: undefined, ...UNDEFINED_SUBNETS }],
    ['a template with a macro', { Transform: 'AWS::Serverless-2016-10-31', ...UNDEFINED_SUBNETS }],
    ['a template with several macros', { Transform: ['AWS::LanguageExtensions', 'Own'], ...UNDEFINED_SUBNETS }],
    [
      'a template with a loop of unknown resources',
      {
        Parameters: { Names: { Type: 'CommaDelimitedList' } },
        ...resources(
          { CacheSubnetGroupName: { Ref: 'Nothing' } },
          {},
          {
            'Fn::ForEach::Groups': ['Name', { Ref: 'Names' }, { 'Group${Name}': { Type: 'AWS::EC2::SecurityGroup' } }],
          },
        ),
      },
    ],
    [
      'a template with a module',
      resources({ CacheSubnetGroupName: { Ref: 'Nothing' } }, {}, { Network: { Type: 'Own::Network::VPC::MODULE' } }),
    ],
    [
      'a value of a macro',
      resources({
        CacheSubnetGroupName: { 'Fn::Transform': { Name: 'Own', Parameters: { Name: { Ref: 'Nothing' } } } },
      }),
    ],
  ])('does not validate the names in %s', (_title, template) => {
    expect(validate(template)).toEqual([]);
  });

  test('validates the names in a template with language extensions', () => {
    expect(validate({ Transform: 'AWS::LanguageExtensions', ...UNDEFINED_SUBNETS })).toEqual([UNDEFINED_ERROR]);
  });
});

describe('dependencies', () => {
  test.each([['Nothing'], [['Subnets', 'Nothing']]])('fails for the dependency %j', (DependsOn) => {
    expect(validate(resources({}, { DependsOn }))).toEqual([
      'ReferenceUndefined DependsOn: \'DependsOn\' but got "Nothing"',
    ]);
  });

  test.each([['Subnets'], [['Subnets']], [{ Ref: 'Subnets' }]])('accepts the dependency %j', (DependsOn) => {
    expect(validate(resources({}, { DependsOn }))).toEqual([]);
  });

  test('does not validate dependencies of fragments', () => {
    expect(validate({ AWSTemplateFormatVersion: undefined, ...resources({}, { DependsOn: 'Nothing' }) })).toEqual([]);
  });

  test('accepts a dependency on a resource whose condition is false', () => {
    const access = { Access: { Type: 'AWS::EC2::SecurityGroup', Condition: 'IsProd' } };

    expect(validate({ ...STAGE, ...IS_PROD, ...resources({}, { DependsOn: 'Access' }, access) })).toEqual([]);
  });
});

describe('conditions', () => {
  const branches = { Port: { 'Fn::If': ['IsTest', 6379, 6380] } };

  test('fails for undefined conditions', () => {
    expect(validate({ ...STAGE, ...IS_PROD, ...resources(branches) })).toEqual([
      'ConditionUndefined Port: \'Port\' but got "IsTest"',
    ]);
    expect(validate(resources({}, { Condition: 'IsTest' }))).toEqual([
      'ConditionUndefined Condition: \'Condition\' but got "IsTest"',
    ]);
  });

  test.each([
    [
      'defined conditions',
      { Conditions: { IsTest: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] } } },
      branches,
    ],
    ['conditions of loops', { Conditions: { 'Fn::ForEach::Names': ['Name', { Ref: 'Names' }, {}] } }, branches],
    ['conditions of fragments', { AWSTemplateFormatVersion: undefined }, branches],
    ['other arguments', {}, { Port: { 'Fn::If': 'IsTest' } }],
  ])('accepts %s', (_title, sections, properties) => {
    expect(
      validate({ Parameters: { Names: { Type: 'CommaDelimitedList' } }, ...sections, ...resources(properties) }),
    ).toEqual([]);
  });
});

describe('functions that CloudFormation cannot evaluate', () => {
  test('fail for each key and element that does not exist', () => {
    const text = {
      'Fn::Join': [
        '-',
        [
          { 'Fn::FindInMap': ['Stages', 'dev', 'Name'] },
          { 'Fn::FindInMap': ['Stages', 'prod', 'Title'] },
          { 'Fn::FindInMap': ['Stages', 'dev', 'Name'] },
          { 'Fn::Select': [2, ['a', 'b']] },
          { 'Fn::Select': [3, ['a', 'b']] },
        ],
      ],
    };
    const template = { Mappings: { Stages: { prod: { Name: 'p' } } }, ...resources({ ReplicationGroupId: text }) };

    const actual = [
      '"dev"',
      '"Title"',
      'the index 2 for a list with 2 elements',
      'the index 3 for a list with 2 elements',
    ];
    expect(validate(template)).toEqual(
      actual.map((value) => `FunctionInvalid ReplicationGroupId: 'ReplicationGroupId' but got ${value}`),
    );
  });
});

describe('the section Conditions', () => {
  const withCondition = (value: object, sections: object = {}) => ({
    Conditions: { IsLarge: { 'Fn::Not': [{ 'Fn::Equals': [value, 'none'] }] } },
    ...sections,
    ...resources({}),
  });

  test.each([
    ['Ref', { Ref: 'Cache' }],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Cache', 'EffectiveDurability'] }],
    ['Fn::Sub', { 'Fn::Sub': '${Cache}' }],
  ])('must not refer to resources: %s', (_title, value) => {
    expect(validate(withCondition(value))).toEqual(['ReferenceUndefined : \'Cache\' but got condition "IsLarge"']);
  });

  test.each<[string, object, object]>([
    ['parameters', { Ref: 'Stage' }, STAGE],
    ['resources that a macro can replace', { Ref: 'Cache' }, { Transform: 'Own' }],
  ])('can refer to %s', (_title, value, sections) => {
    expect(validate(withCondition(value, sections))).toEqual([]);
  });
});

describe('the functions of conditions', () => {
  const EQUALS = { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] };
  const sections = { ...STAGE, ...IS_PROD };

  test.each([
    ['Fn::Equals', EQUALS],
    ['Fn::Not', { 'Fn::Not': [EQUALS] }],
    ['Fn::And', { 'Fn::And': [EQUALS, { Condition: 'IsProd' }] }],
    ['Fn::Or', { 'Fn::Or': [EQUALS, { Condition: 'IsProd' }] }],
    ['Condition', { Condition: 'IsProd' }],
    ['Fn::Equals', { 'Fn::If': ['IsProd', EQUALS, EQUALS] }],
    ['Fn::Equals and Condition', { 'Fn::If': ['IsProd', EQUALS, { Condition: 'IsProd' }] }],
  ])('must not be in a property: %s', (names, AutomaticFailoverEnabled) => {
    const findings = findProblems({ ...sections, ...resources({ AutomaticFailoverEnabled }) });

    expect([...new Set(findings.map(({ ruleId }) => ruleId))]).toEqual(['Resource.ConditionFunctionUnsupported']);
    const reported = findings.flatMap(({ message }) => /must not use (.*), which/.exec(message)![1].split(' and '));
    expect([...new Set(reported)]).toEqual(names.split(' and '));
  });

  test.each<[string, object, object]>([
    ['the condition of Fn::If', {}, { AutomaticFailoverEnabled: { 'Fn::If': [EQUALS, true, false] } }],
    ['a template with a macro', { Transform: 'Own' }, { AutomaticFailoverEnabled: EQUALS }],
    ['an object with the key Condition', {}, { Tags: [{ Condition: ['IsProd'] }] }],
    ['an argument of Fn::If that is not a list', {}, { AutomaticFailoverEnabled: { 'Fn::If': 'IsProd' } }],
  ])('can be in %s', (_title, others, properties) => {
    expect(validate({ ...sections, ...others, ...resources(properties) })).toEqual([]);
  });
});

describe('logical ids', () => {
  const withId = (logicalId: string) => ({ Resources: { [logicalId]: { Type: GROUP } } });

  test('fails for other characters than letters and digits', () => {
    expect(validate(withId('SESSIONS_CACHE'))).toEqual(["LogicalIdInvalid : 'SESSIONS_CACHE'"]);
  });

  test('accepts other characters in fragments', () => {
    expect(validate({ AWSTemplateFormatVersion: undefined, ...withId('SESSIONS_CACHE') })).toEqual([]);
  });
});

describe('types', () => {
  const others = {
    Vpc: { Type: 'AWS::EC2::VPC' },
    Subnet: { Type: 'AWS::EC2::Subnet' },
    Access: { Type: 'AWS::EC2::SecurityGroup' },
    Network: { Type: 'AWS::CloudFormation::Stack' },
  };

  test.each([
    ['another ElastiCache type', { SecurityGroupIds: [{ Ref: 'Subnets' }] }, "SubnetGroup 'Subnets'"],
    [
      'another EC2 type',
      { SecurityGroupIds: [{ Ref: 'Access' }, { 'Fn::GetAtt': 'Subnet.SubnetId' }] },
      "Subnet 'Subnet'",
    ],
    ['a VPC', { SecurityGroupIds: [{ Ref: 'Vpc' }] }, "VPC 'Vpc'"],
    ['the subnet of a subnet group', { CacheSubnetGroupName: { Ref: 'Subnet' } }, "Subnet 'Subnet'"],
  ])('fails for a reference to %s', (_title, properties, target) => {
    const [property] = Object.keys(properties);

    expect(validate(resources(properties, {}, others))).toEqual([
      `ReferenceTypeMismatch ${property}: '${property}' but got ${target}`,
    ]);
  });

  test.each([
    ['a resource of the type', { SecurityGroupIds: [{ 'Fn::GetAtt': ['Access', 'GroupId'] }] }],
    ['the default security group of a VPC', { SecurityGroupIds: [{ 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] }] }],
    ['the output of a stack', { SecurityGroupIds: [{ 'Fn::GetAtt': ['Network', 'Outputs.Access'] }] }],
    ['a parameter', { SecurityGroupIds: [{ Ref: 'Stage' }] }],
    ['a joined text', { CacheSubnetGroupName: { 'Fn::Sub': '${Access}-subnets' } }],
    ['an unresolved function', { CacheSubnetGroupName: { 'Fn::ImportValue': 'subnets' } }],
  ])('accepts a reference to %s', (_title, properties) => {
    expect(validate({ ...STAGE, ...resources(properties, {}, others) })).toEqual([]);
  });

  test('fails for all resources of other types at once', () => {
    const SecurityGroupIds = [{ Ref: 'Subnets' }, { Ref: 'Access' }, { Ref: 'Vpc' }, { Ref: 'Subnets' }];

    expect(validate(resources({ SecurityGroupIds }, {}, others))).toEqual([
      "ReferenceTypeMismatch SecurityGroupIds: 'SecurityGroupIds' but got SubnetGroup 'Subnets' and VPC 'Vpc'",
    ]);
  });

  test('accepts any name of a subnet group itself', () => {
    const CacheSubnetGroupName = { Ref: 'Access' };
    const group = { Type: 'AWS::ElastiCache::SubnetGroup', Properties: { CacheSubnetGroupName } };

    expect(validate({ Resources: { ...others, Subnets: group } })).toEqual([]);
  });
});

describe('ids', () => {
  test.each(['sg-sessions', 'sg-0123456789abcdef', 'sg-0123456G'])('fails for %s', (id) => {
    expect(validate(resources({ SecurityGroupIds: [id] }))).toEqual([
      `IdInvalid SecurityGroupIds: 'SecurityGroupIds' but got "${id}"`,
    ]);
  });

  test.each(['sg-01234567', 'sg-0123456789abcdef0', 'default'])('accepts %s', (id) => {
    expect(validate(resources({ SecurityGroupIds: [id] }))).toEqual([]);
  });

  test.each(['foo', 'my-key', 'key_1', 'mrk-key'])('fails for the key %s', (KmsKeyId) => {
    expect(validate(resources({ KmsKeyId }))).toEqual([`IdInvalid KmsKeyId: 'KmsKeyId' but got "${KmsKeyId}"`]);
  });

  test.each([
    '1234abcd-12ab-34cd-56ef-1234567890ab',
    '1234ABCD-12AB-34CD-56EF-1234567890AB',
    'mrk-1234abcd12ab34cd56ef1234567890ab',
    'alias/sessions',
    'arn:aws:kms:us-east-1:111122223333:key/sessions',
    '',
    { Ref: 'Subnets' },
  ])('accepts the key %j', (KmsKeyId) => {
    expect(validate(resources({ KmsKeyId }))).toEqual([]);
  });

  test('accepts examples of ids in fragments', () => {
    const properties = { SecurityGroupIds: ['sg-1'], KmsKeyId: 'my-key' };

    expect(validate({ AWSTemplateFormatVersion: undefined, ...resources(properties) })).toEqual([]);
  });
});

describe('lists', () => {
  test.each([
    ['a resource', { SecurityGroupIds: { Ref: 'Access' } }, 'SecurityGroupIds', 'Access'],
    ['a parameter', { UserGroupIds: { Ref: 'Stage' } }, 'UserGroupIds', 'Stage'],
  ])('fails for a reference to %s', (_title, properties, path, name) => {
    const access = { Access: { Type: 'AWS::EC2::SecurityGroup' } };
    const errors = validate({ ...STAGE, ...resources(properties, {}, access) });

    expect(errors).toEqual([
      `ReferenceNotAList ${path}: '${path}' but got a reference to "${name}", which returns a single value`,
    ]);
  });

  test('fails for a reference in a nested property', () => {
    const Properties = { AuthenticationMode: { Type: 'password', Passwords: { Ref: 'Stage' } } };
    const errors = validate({ ...STAGE, Resources: { User: { Type: 'AWS::ElastiCache::User', Properties } } });

    expect(errors).toEqual([
      'ReferenceNotAList AuthenticationMode.Passwords: \'AuthenticationMode.Passwords\' but got a reference to "Stage", which returns a single value',
    ]);
  });

  test.each(['CommaDelimitedList', 'List<AWS::EC2::SecurityGroup::Id>', 'AWS::SSM::Parameter::Value<List<String>>'])(
    'accepts a parameter of the type %s',
    (Type) => {
      const parameters = { Parameters: { Groups: { Type } } };

      expect(validate({ ...parameters, ...resources({ SecurityGroupIds: { Ref: 'Groups' } }) })).toEqual([]);
    },
  );

  test('accepts functions that can return a list', () => {
    const SecurityGroupIds = { 'Fn::Split': [',', { 'Fn::ImportValue': 'groups' }] };

    expect(validate(resources({ SecurityGroupIds }))).toEqual([]);
  });

  test('does not validate names of fragments that another tool defines', () => {
    const fragment = resources({ SecurityGroupIds: { Ref: 'Nothing' } });

    expect(validate({ AWSTemplateFormatVersion: undefined, ...fragment })).toEqual([]);
  });
});

describe('attributes', () => {
  const withOutput = (attribute: string, Type: string = GROUP) => ({
    Resources: { Cache: { Type } },
    Outputs: { Value: { Value: { 'Fn::GetAtt': ['Cache', attribute] } } },
  });

  test.each([
    ['PrimaryEndpoint.Address', GROUP, 'Did you mean PrimaryEndPoint.Address?'],
    ['UserId', 'AWS::ElastiCache::User', 'Use Ref, which returns it.'],
    ['CacheNodeType', GROUP, 'Use its value.'],
  ])('fails for the attribute %s of %s', (attribute, type, fix) => {
    const [{ severity, ruleId, message }, ...others] = findProblems(withOutput(attribute, type));

    expect([severity, ruleId]).toEqual(['error', 'Resource.AttributeMisspelled']);
    expect(message).toContain(`${attribute} (used by Output 'Value')`);
    expect(message).toContain(fix);
    expect(others).toEqual([]);
  });

  test('adds a warning for attributes that can be newer than this library', () => {
    expect(findProblems(withOutput('Arn')).map(({ severity, ruleId }) => [severity, ruleId])).toEqual([
      ['warning', 'Resource.AttributeUnknown'],
    ]);
  });

  test.each([
    ['PrimaryEndPoint.Address', GROUP],
    ['ReadEndPoint.Addresses.List', GROUP],
    ['ReaderEndpoint.Port', 'AWS::ElastiCache::ServerlessCache'],
    ['RedisEndpoint', 'AWS::ElastiCache::CacheCluster'],
    ['Arn', 'AWS::ElastiCache::GlobalReplicationGroup'],
    ['Arn', 'AWS::CloudWatch::Alarm'],
  ])('accepts the attribute %s of %s', (attribute, type) => {
    expect(findProblems(withOutput(attribute, type))).toEqual([]);
  });
});

describe('functions that CloudFormation cannot evaluate', () => {
  const Mappings = {
    Types: { dev: { Type: 'cache.t4g.small' }, 'Fn::Other': {} },
    Nodes: { dev: { Type: 'cache.t4g.small' } },
  };
  const listFunctions = (CacheNodeType: unknown, sections: object = {}) =>
    ElastiCacheRules.checkTemplate({
      Mappings,
      ...sections,
      Resources: {
        Cluster: {
          Type: 'AWS::ElastiCache::CacheCluster',
          Properties: {
            Engine: 'memcached',
            EngineVersion: '1.6.22',
            NumCacheNodes: 1,
            CacheNodeType,
            CacheSubnetGroupName: 'subnets',
            VpcSecurityGroupIds: ['sg-11111111'],
            PreferredAvailabilityZone: 'us-east-1a',
          },
        },
      },
    }).map(({ severity, message }) => `${severity} ${message}`);
  const lookUp = (...keys: unknown[]) => ({ 'Fn::FindInMap': ['Nodes', ...keys] });
  const select = (index: unknown, list: unknown) => ({ 'Fn::Select': [index, list] });
  const env = (declaration: object) => ({ Parameters: { Env: { Type: 'String', ...declaration } } });

  test.each<[string, unknown, string, object?]>([
    [
      'a missing key',
      lookUp('prod', 'Type'),
      'error \'CacheNodeType\' must use keys that the mapping "Nodes" contains, but got "prod".',
    ],
    [
      'a missing second key',
      lookUp('dev', 'Size'),
      'error \'CacheNodeType\' must use keys of "dev" that the mapping "Nodes" contains, but got "Size".',
    ],
    [
      'a default without a key',
      lookUp({ Ref: 'Env' }, 'Type'),
      'contains, but got "prod". Add the key to the mapping, or correct it. Parameter \'Env\' has this value by default.',
      env({ Default: 'prod' }),
    ],
    [
      'an allowed value without a key',
      lookUp({ Ref: 'Env' }, 'Type'),
      "warning 'CacheNodeType' must use keys",
      env({ Default: 'dev', AllowedValues: ['dev', 'prod'] }),
    ],
    ['a missing element', select(2, ['a', 'b']), 'but got the index 2 for a list with 2 elements.'],
    [
      'a missing part',
      select('1', { 'Fn::Split': ['-', { Ref: 'Env' }] }),
      'the index 1 for a list with 1 element. Use the index of an existing element. The first one has the index 0. Parameter',
      env({ Default: 'dev' }),
    ],
  ])('are errors: %s', (_title, value, message, sections = {}) => {
    expect(listFunctions(value, sections)).toEqual([expect.stringContaining(message)]);
  });

  test.each<[string, unknown, object?]>([
    ['a default value', lookUp('prod', 'Type', { DefaultValue: 'cache.t4g.small' })],
    ['an unknown key', lookUp({ Ref: 'Env' }, 'Type'), env({})],
    ['a mapping that a macro can change', { 'Fn::FindInMap': ['Types', 'prod', 'Type'] }],
    ['a template that a macro can change', lookUp('prod', 'Type'), { Transform: 'Macro' }],
    ['an unknown index', select({ Ref: 'Env' }, ['a']), env({})],
    ['an unknown list', select(5, { Ref: 'Env' }), { Parameters: { Env: { Type: 'CommaDelimitedList' } } }],
    ['an unknown element', select(2, ['a', { 'Fn::If': ['Unknown', 'a', 'b'] }])],
    ['a key that is a dynamic reference', lookUp('{{resolve:ssm:name}}', 'Type')],
  ])('have no errors with %s', (_title, value, sections = {}) => {
    expect(listFunctions(value, sections).filter((message) => /mapping|element/.test(message))).toEqual([]);
  });
});
