import type { RuleFinding } from 'cdk-elasticache';
import { ElastiCacheRules, FindingSeverity } from 'cdk-elasticache';

const GROUP = {
  ReplicationGroupDescription: 'demo',
  Engine: 'redis',
  EngineVersion: '7.1',
  CacheNodeType: 'cache.t4g.small',
  CacheSubnetGroupName: 'subnets',
  SecurityGroupIds: ['sg-1'],
  TransitEncryptionEnabled: true,
  NumCacheClusters: 1,
};

const NO_VALUE = { Ref: 'AWS::NoValue' };

const equals = (name: string, value: string) => ({ 'Fn::Equals': [{ Ref: name }, value] });

/** Checks a replication group, and returns the findings about it, except advice that every group gets. */
function check(properties: object, sections: object = {}, resource: object = {}): RuleFinding[] {
  const group = { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: { ...GROUP, ...properties }, ...resource };
  return ElastiCacheRules.checkTemplate({ ...sections, Resources: { Group: group } });
}

/** The severities, rules, and sentences about causes of findings. */
function summarize(findings: readonly RuleFinding[]): string[] {
  return findings.map(({ severity, ruleId, message }) => {
    const causes = message.match(/(?:This applies if|Parameter '|It also allows).*$/)?.[0];
    return [severity, ruleId, ...(causes ? [causes] : [])].join(' | ');
  });
}

describe('conditions', () => {
  const MODE = {
    Parameters: { Mode: { Type: 'String', Default: 'rbac' } },
    Conditions: { Rbac: equals('Mode', 'rbac'), Token: equals('Mode', 'token') },
  };

  test('accept properties in opposite branches of a condition', () => {
    const properties = {
      AuthToken: { 'Fn::If': ['Rbac', NO_VALUE, '{{resolve:secretsmanager:demo}}'] },
      UserGroupIds: { 'Fn::If': ['Rbac', ['group'], NO_VALUE] },
    };

    expect(check(properties, MODE)).toEqual([]);
  });

  test('accept properties of conditions that exclude each other', () => {
    const properties = {
      AuthToken: { 'Fn::If': ['Token', '{{resolve:secretsmanager:demo}}', NO_VALUE] },
      UserGroupIds: { 'Fn::If': ['Rbac', ['group'], NO_VALUE] },
    };

    expect(check(properties, MODE)).toEqual([]);
  });

  test('are named if a value is wrong only in one branch', () => {
    expect(summarize(check({ Port: { 'Fn::If': ['Rbac', 6379, 70000] } }, MODE))).toEqual([
      "error | ReplicationGroup.PortOutOfRange | This applies if condition 'Rbac' is false.",
    ]);
  });

  test('are not named if both branches are wrong in the same way', () => {
    expect(summarize(check({ Port: { 'Fn::If': ['Rbac', 70000, 70000] } }, MODE))).toEqual([
      'error | ReplicationGroup.PortOutOfRange',
    ]);
  });

  test('are named together if only their combination is wrong', () => {
    const sections = {
      Parameters: { A: { Type: 'String', Default: '' }, B: { Type: 'String', Default: '' } },
      Conditions: { HasToken: { 'Fn::Not': [equals('A', '')] }, HasUsers: { 'Fn::Not': [equals('B', '')] } },
    };
    const properties = {
      AuthToken: { 'Fn::If': ['HasToken', '{{resolve:secretsmanager:demo}}', NO_VALUE] },
      UserGroupIds: { 'Fn::If': ['HasUsers', ['group'], NO_VALUE] },
    };

    expect(summarize(check(properties, sections))).toEqual([
      "error | ReplicationGroup.AuthTokenConflictsWithUserGroup | This applies if condition 'HasToken' is true and condition 'HasUsers' is true.",
    ]);
  });

  test.each<[string, string, string[]]>([
    ['not named if it exists by default', 'Rbac', []],
    ['named if it does not exist by default', 'Token', ["The resource exists only if condition 'Token' is true."]],
  ])('of the resource are %s', (_, Condition, sentences) => {
    const [{ message }] = check({ Port: 70000 }, MODE, { Condition });

    expect([...(message.match(/The resource exists .*$/) ?? [])]).toEqual(sentences);
  });

  test('that are defined from several others are named with the condition of the resource', () => {
    const findings = check({ Port: { 'Fn::If': ['Rbac', 6379, 70000] } }, MODE, { Condition: 'Token' });

    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/The resource exists only if condition 'Token' is true\.$/),
    ]);
  });

  describe('exclude the default of a parameter', () => {
    const MEMCACHED = {
      Type: 'AWS::ElastiCache::CacheCluster',
      Properties: {
        Engine: 'memcached',
        EngineVersion: '1.6.22',
        CacheNodeType: 'cache.t4g.small',
        CacheSubnetGroupName: 'subnets',
        VpcSecurityGroupIds: ['sg-1'],
        NumCacheNodes: 3,
        AZMode: 'cross-az',
        PreferredAvailabilityZones: { 'Fn::If': ['AutoZones', NO_VALUE, { Ref: 'Zones' }] },
      },
    };
    /** Checks the cluster, and returns the errors. A cluster without zones also has a warning. */
    const findErrors = (sections: object) =>
      ElastiCacheRules.checkTemplate({ ...sections, Resources: { Cache: MEMCACHED } }).filter(
        ({ severity }) => severity === FindingSeverity.ERROR,
      );
    const firstZone = { 'Fn::Select': [0, { Ref: 'Zones' }] };
    const IsAuto = { 'Fn::Equals': [firstZone, 'Auto'] };

    test.each<[string, object]>([
      ['with its first element', { AutoZones: IsAuto }],
      ['with its joined elements', { AutoZones: { 'Fn::Equals': [{ 'Fn::Join': [',', { Ref: 'Zones' }] }, 'Auto'] } }],
      ['by Fn::Not', { HasZones: { 'Fn::Not': [IsAuto] }, AutoZones: { 'Fn::Not': [{ Condition: 'HasZones' }] } }],
      ['by Fn::Or', { IsAuto, AutoZones: { 'Fn::Or': [{ Condition: 'IsAuto' }, equals('AWS::Region', 'eu-west-1')] } }],
      ['by Fn::And', { IsAuto, AutoZones: { 'Fn::And': [{ Condition: 'IsAuto' }, { Condition: 'IsAuto' }] } }],
      ['by Fn::If', { IsAuto, AutoZones: { 'Fn::Equals': [{ 'Fn::If': ['IsAuto', 'yes', 'no'] }, 'yes'] } }],
    ])('%s', (_, Conditions) => {
      const Parameters = { Zones: { Type: 'CommaDelimitedList', Default: 'Auto' } };

      expect(findErrors({ Parameters, Conditions })).toEqual([]);
    });

    test('but not one that they allow', () => {
      const Parameters = { Zones: { Type: 'CommaDelimitedList', Default: 'eu-west-1a,eu-west-1b' } };
      const Conditions = { AutoZones: IsAuto };

      expect(summarize(findErrors({ Parameters, Conditions }))).toEqual([
        "error | CacheCluster.ZoneCountMismatch | This applies if condition 'AutoZones' is false.",
      ]);
    });
  });

  test('that never occur are not checked', () => {
    const sections = {
      Parameters: { Mode: { Type: 'String', AllowedValues: ['a'] } },
      Conditions: { Other: equals('Mode', 'b') },
    };

    expect(check({ Port: 70000 }, sections, { Condition: 'Other' })).toEqual([]);
  });

  test('are ignored in resources that are not valid', () => {
    const properties = { ...GROUP, CacheSubnetGroupName: { Ref: 'Other' } };
    const resources = { Group: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: properties }, Other: 'text' };

    expect(ElastiCacheRules.checkTemplate({ ...MODE, Resources: resources })).toEqual([]);
  });

  test('of outputs apply to the attributes that the outputs use', () => {
    const sections = {
      Parameters: { Nodes: { Type: 'Number', Default: 1 } },
      Conditions: { IsSharded: { 'Fn::Not': [equals('Nodes', '1')] } },
      Outputs: {
        Endpoint: { Condition: 'IsSharded', Value: { 'Fn::GetAtt': ['Group', 'ConfigurationEndPoint.Address'] } },
      },
    };

    expect(summarize(check({}, sections))).toEqual([
      "error | ReplicationGroup.EndpointUnavailable | This applies if condition 'IsSharded' is true.",
    ]);
  });
});

describe('parameters', () => {
  const withParameter = (declaration: object) => ({ Parameters: { NodeType: declaration } });

  test('have their default values', () => {
    const sections = withParameter({ Type: 'String', Default: 'cache.t2.micro' });

    expect(summarize(check({ CacheNodeType: { Ref: 'NodeType' } }, sections))).toEqual([
      "error | ReplicationGroup.NodeTypeDiscontinued | Parameter 'NodeType' has this value by default.",
    ]);
  });

  test('with an allowed value that AWS rejects get a warning', () => {
    const AllowedValues = ['cache.t4g.small', 'cache.bogus.large', 'cache.bogus.xlarge'];
    const sections = withParameter({ Type: 'String', Default: 'cache.t4g.small', AllowedValues });

    expect(summarize(check({ CacheNodeType: { Ref: 'NodeType' } }, sections))).toEqual([
      'warning | ReplicationGroup.NodeTypeInvalid | Parameter \'NodeType\' allows this value. It also allows "cache.bogus.xlarge".',
    ]);
  });

  test('with an allowed value that AWS rejects get a warning for each property', () => {
    const Flag = { Type: 'String', Default: 'true', AllowedValues: ['true', 'yes please'] };
    const properties = { AutoMinorVersionUpgrade: { Ref: 'Flag' }, AtRestEncryptionEnabled: { Ref: 'Flag' } };

    const findings = check(properties, { Parameters: { Flag } });

    expect(findings.map(({ ruleId, propertyPath }) => `${ruleId} ${propertyPath}`)).toEqual([
      'ReplicationGroup.PropertyTypeInvalid AutoMinorVersionUpgrade',
      'ReplicationGroup.PropertyTypeInvalid AtRestEncryptionEnabled',
    ]);
  });

  test('with one allowed value that AWS rejects get a warning for this value', () => {
    const AllowedValues = ['cache.t4g.small', 'cache.bogus.large'];
    const sections = withParameter({ Type: 'String', Default: 'cache.t4g.small', AllowedValues });

    expect(summarize(check({ CacheNodeType: { Ref: 'NodeType' } }, sections))).toEqual([
      "warning | ReplicationGroup.NodeTypeInvalid | Parameter 'NodeType' allows this value.",
    ]);
  });

  test('are named with their values if the message does not contain them', () => {
    const properties = { Engine: { Ref: 'Engine' }, EngineVersion: '8.2', TransitEncryptionEnabled: NO_VALUE };
    const listNotes = (declaration: object) =>
      check(properties, { Parameters: { Engine: { Type: 'String', ...declaration } } })
        .filter(({ ruleId }) => ruleId === 'ReplicationGroup.TlsMissing')
        .map(({ message }) => /Parameter 'Engine' .*/.exec(message)?.[0]);

    expect(listNotes({ Default: 'valkey' })).toEqual(['Parameter \'Engine\' has the value "valkey" by default.']);
    expect(listNotes({ Default: 'redis', AllowedValues: ['redis', 'valkey'] })).toEqual([
      'Parameter \'Engine\' allows the value "valkey".',
    ]);
  });

  test('with an allowed value that the rules of the template reject get no warning', () => {
    const AllowedValues = ['cache.t4g.small', 'cache.bogus.large'];
    const sections = {
      ...withParameter({ Type: 'String', Default: 'cache.t4g.small', AllowedValues }),
      Rules: { Supported: { Assertions: [{ Assert: equals('NodeType', 'cache.t4g.small') }] } },
    };

    expect(check({ CacheNodeType: { Ref: 'NodeType' } }, sections)).toEqual([]);
  });

  describe('with only values that AWS rejects', () => {
    const NODE_TYPE = { 'Fn::FindInMap': ['Types', { Ref: 'Env' }, 'Type'] };
    const MAPPED = {
      Parameters: { Env: { Type: 'String', AllowedValues: ['dev', 'prod'] } },
      Mappings: { Types: { dev: { Type: 'cache.t2.small' }, prod: { Type: 'cache.t2.micro' } } },
    };
    const ALL =
      'ReplicationGroup.NodeTypeDiscontinued | Parameter \'Env\' allows the value "dev". It also allows "prod". All values of parameter \'Env\' cause errors.';

    test('get an error', () => {
      expect(summarize(check({ CacheNodeType: NODE_TYPE }, MAPPED))).toEqual([`error | ${ALL}`]);
    });

    test('get an error with the keys of a mapping', () => {
      const sections = { ...MAPPED, Parameters: { Env: { Type: 'String' } } };

      expect(summarize(check({ CacheNodeType: NODE_TYPE }, sections))).toEqual([
        "error | ReplicationGroup.NodeTypeDiscontinued | This applies if parameter 'Env' is dev or prod. All values of parameter 'Env' cause errors.",
      ]);
    });

    test('get an error for different errors', () => {
      const Mappings = { Types: { dev: { Type: 'cache.t2.small' }, prod: { Type: 'cache.bogus.large' } } };

      expect(check({ CacheNodeType: NODE_TYPE }, { ...MAPPED, Mappings }).map(({ severity }) => severity)).toEqual([
        'error',
        'error',
      ]);
    });

    test('get a warning if another value changes only the message of an error that does not depend on it', () => {
      const Parameters = { Version: { Type: 'String', AllowedValues: ['5.0.5', '4.0.10'] } };
      const properties = {
        Engine: 'redis',
        EngineVersion: { Ref: 'Version' },
        CacheNodeType: 'cache.t2.micro',
        TransitEncryptionEnabled: NO_VALUE,
      };
      const findings = check(properties, { Parameters });

      expect(
        findings
          .filter(({ ruleId }) => ruleId.endsWith('Discontinued'))
          .map(({ ruleId, severity }) => `${severity} ${ruleId}`)
          .sort(),
      ).toEqual([
        'error ReplicationGroup.NodeTypeDiscontinued',
        'warning ReplicationGroup.NodeTypeDiscontinued',
        'warning ReplicationGroup.VersionDiscontinued',
      ]);
    });

    test('get a warning if the default is valid', () => {
      const Parameters = { Env: { Type: 'String', Default: 'test', AllowedValues: ['test', 'dev', 'prod'] } };
      const Mappings = { Types: { ...MAPPED.Mappings.Types, test: { Type: 'cache.t4g.small' } } };

      expect(summarize(check({ CacheNodeType: NODE_TYPE }, { Parameters, Mappings }))).toEqual([
        'warning | ReplicationGroup.NodeTypeDiscontinued | Parameter \'Env\' allows the value "dev". It also allows "prod".',
      ]);
    });

    test('get a warning if the error depends on a condition', () => {
      const sections = {
        ...MAPPED,
        Parameters: { ...MAPPED.Parameters, Old: { Type: 'String', Default: 'yes' } },
        Conditions: { IsOld: equals('Old', 'yes') },
      };
      const CacheNodeType = { 'Fn::If': ['IsOld', NODE_TYPE, 'cache.t4g.small'] };

      expect(check({ CacheNodeType }, sections).map(({ severity }) => severity)).toEqual(['warning']);
    });

    test.each<[string, object, string]>([
      ['all', { 'us-east-1': { Type: 'cache.t2.micro' }, 'eu-west-1': { Type: 'cache.t2.micro' } }, 'error'],
      ['some', { 'us-east-1': { Type: 'cache.t2.micro' }, 'eu-west-1': { Type: 'cache.t4g.micro' } }, 'warning'],
    ])('are found in %s Regions of a mapping', (_title, Types, severity) => {
      const CacheNodeType = { 'Fn::FindInMap': ['Types', { Ref: 'AWS::Region' }, 'Type'] };

      const findings = check({ CacheNodeType }, { Mappings: { Types } });
      expect(findings.map((finding) => finding.severity)).toEqual([severity]);
      expect(findings[0].message).toContain('This applies if the Region is us-east-1');
    });
  });

  test('from Systems Manager have allowed names, which are not the values', () => {
    const AllowedValues = ['/small', '/large'];
    const sections = withParameter({ Type: 'AWS::SSM::Parameter::Value<String>', AllowedValues });

    expect(check({ CacheNodeType: { Ref: 'NodeType' } }, sections)).toEqual([]);
  });

  test.each<[string, object]>([
    ['without a default', { Type: 'String' }],
    ['with an empty default', { Type: 'String', Default: '' }],
    ['that are secrets', { Type: 'String', Default: 'cache.t2.micro', NoEcho: true }],
    ['from Systems Manager', { Type: 'AWS::SSM::Parameter::Value<String>', Default: 'cache.t2.micro' }],
    ['that are not valid', null as unknown as object],
  ])('are not evaluated: %s', (_title, declaration) => {
    expect(check({ CacheNodeType: { Ref: 'NodeType' } }, withParameter(declaration))).toEqual([]);
  });

  test('of list types are lists', () => {
    const sections = { Parameters: { Groups: { Type: 'CommaDelimitedList', Default: 'a, b' } } };

    expect(summarize(check({ UserGroupIds: { Ref: 'Groups' } }, sections))).toEqual([
      "error | ReplicationGroup.UserGroupCountInvalid | Parameter 'Groups' has this value by default.",
    ]);
  });
});

test.each<[string, unknown]>([
  ['a mapping', { 'Fn::FindInMap': ['Types', 'prod', 'Type'] }],
  ['joined texts', { 'Fn::Join': ['.', ['cache', 't2', 'micro']] }],
  ['a substituted text', { 'Fn::Sub': 'cache.t2.micro' }],
])('evaluates %s', (_title, CacheNodeType) => {
  const Mappings = { Types: { prod: { Type: 'cache.t2.micro' } } };

  expect(summarize(check({ CacheNodeType }, { Mappings }))).toEqual(['error | ReplicationGroup.NodeTypeDiscontinued']);
});
