import { CommandFolder } from './command-folder';

const folder = new CommandFolder();

/** Checks a template, and returns the lines and columns of a rule. */
function findPositions(text: string, ruleId: string): string[] {
  const { stdout } = folder.run('--json', folder.write('template.yaml', text));
  return JSON.parse(stdout)
    .filter((finding: any) => finding.ruleId === `cdk-elasticache::${ruleId}`)
    .map(({ line, column }: any) => `${line}:${column}`);
}

const TEMPLATE = `Conditions:
  IsProd: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Group:
    Type: AWS::ElastiCache::SubnetGroup
    DeletionPolicy: Snapshot
    Properties:
      Description: subnets
      SubnetIds:
        - subnet-1
        - [subnet-2]
      Tags:
        - Key: aws:owner
          Value: us
  Cache:
    Type: AWS::ElastiCache::ServerlessCache
    Properties:
      ServerlessCacheName: cache
      Engine: valkey
      MajorEngineVersion: !If [IsProd, "8.1", "8"]
  Bare:
    Type: AWS::ElastiCache::User
`;

test.each([
  ['an element of a list', 'SubnetGroup.PropertyTypeInvalid', '11:11'],
  ['a nested property', 'SubnetGroup.TagKeyInvalid', '12:7'],
  ['an attribute of the resource', 'SubnetGroup.DeletionPolicyUnsupported', '6:5'],
  ['a property with a condition', 'ServerlessCache.VersionInvalid', '20:7'],
  ['a resource without properties', 'User.EngineMissing', '21:3'],
])('locates %s', (_, ruleId, position) => {
  expect(findPositions(TEMPLATE, ruleId)).toEqual([position]);
});

test.each([
  ['an invalid parameter of a parameter group', 'ParameterGroup.ParameterValueInvalid', '9:9'],
  ['unknown parameters', 'ParameterGroup.ParameterInvalid', '7:7'],
  ['a missing property of a parameter group', 'ParameterGroup.DescriptionMissing', '5:5'],
  ['a password', 'User.PasswordInPlaintext', '15:7'],
])('locates %s', (_, ruleId, position) => {
  const text = `Resources:
  Group:
    Type: AWS::ElastiCache::ParameterGroup
    DeletionPolicy: Retain
    Properties:
      CacheParameterGroupFamily: redis7
      Properties:
        maxmemory-polcy: allkeys-lru
        maxmemory-policy: foo
  User:
    Type: AWS::ElastiCache::User
    Properties:
      UserId: app
      Engine: redis
      Passwords: [password-of-the-app-1]
`;

  expect(findPositions(text, ruleId)).toEqual([position]);
});

test('locates findings in JSON, in the order of the file', () => {
  const json = JSON.stringify(
    { Resources: { U: { Type: 'AWS::ElastiCache::User', Properties: { Engine: 1, UserId: 2 } } } },
    undefined,
    2,
  );
  const { stdout } = folder.run('--json', folder.write('template.json', json));
  const lines = JSON.parse(stdout).map(({ line }: any) => line);

  expect(lines).toEqual([...lines].sort((a, b) => a - b));
  expect(lines).toContain(6);
  expect(findPositions(json, 'User.EngineInvalid')).toEqual(['6:9']);
});

describe('attributes', () => {
  /** A template whose outputs, condition, and resource use attributes that do not exist, in lines of their own. */
  const ATTRIBUTES = `Conditions:
  IsLarge: !Not
    - !Equals
      - !GetAtt Group.EffectiveDurability
      - none
Resources:
  Group:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties:
      ReplicationGroupDescription: sessions
      CacheNodeType: cache.t4g.small
      Engine: valkey
      NumCacheClusters: 2
      CacheSubnetGroupName: subnets
      SecurityGroupIds: [sg-1]
  Host:
    Type: AWS::SSM::Parameter
    Properties:
      Type: String
      Value: !Sub
        - '\${Host}:6379'
        - Host: !GetAtt [Group, PrimaryEndpoint.Address]
Outputs:
  First:
    Value: !Join ['', ['rediss://', !GetAtt Group.PrimaryEndpoint.Address, ':6379']]
  Second:
    Condition: IsLarge
    Value: !If [IsLarge, !GetAtt Group.PrimaryEndpoint.Address, none]
  Shards:
    Value: !Sub 'https://\${Group.ConfigurationEndPoint.Address}'
`;

  test.each([
    ['that do not exist, in all outputs and resources', 'Resource.AttributeMisspelled', ['22:17', '25:37', '28:26']],
    ['that the cluster mode does not have', 'ReplicationGroup.EndpointUnavailable', ['30:12']],
    ['in conditions', 'Resource.ReferenceUndefined', ['4:9']],
  ])('are located %s', (_, ruleId, positions) => {
    expect(findPositions(ATTRIBUTES, ruleId)).toEqual(positions);
  });

  test('are located in JSON', () => {
    const text = `{
  "Resources": {
    "Cache": {
      "Type": "AWS::ElastiCache::ServerlessCache",
      "Properties": { "Engine": "valkey", "ServerlessCacheName": "cache" }
    }
  },
  "Outputs": {
    "Host": {
      "Value": { "Fn::GetAtt": ["Cache", "EndPoint.Address"] }
    }
  }
}`;

    expect(findPositions(text, 'Resource.AttributeMisspelled')).toEqual(['10:18']);
  });

  test('are located at the resource that a loop creates if the attribute contains the variable of the loop', () => {
    const text = `Transform: AWS::LanguageExtensions
Resources:
  Cache:
    Type: AWS::ElastiCache::ServerlessCache
    Properties: { Engine: valkey, ServerlessCacheName: cache }
  Fn::ForEach::Parameters:
    - Name
    - [EndPoint]
    - Parameter\${Name}:
        Type: AWS::SSM::Parameter
        Properties: { Type: String, Value: !GetAtt 'Cache.\${Name}.Address' }
`;

    expect(findPositions(text, 'Resource.AttributeMisspelled')).toEqual(['9:7']);
  });

  test('are located at the resource if a loop creates the output', () => {
    const text = `Transform: AWS::LanguageExtensions
Resources:
  Cache:
    Type: AWS::ElastiCache::ServerlessCache
    Properties: { Engine: valkey, ServerlessCacheName: cache }
Outputs:
  Fn::ForEach::Outputs:
    - Name
    - [A, B]
    - Host\${Name}:
        Value: !GetAtt Cache.EndPoint.Address
`;

    expect(findPositions(text, 'Resource.AttributeMisspelled')).toEqual(['4:5', '4:5']);
  });
});
