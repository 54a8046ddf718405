import { CommandFolder } from './command-folder';

const folder = new CommandFolder();

/** A template of AWS SAM with functions that connect to a cache. */
const TEMPLATE = `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Description: Sessions of a shop
Globals:
  Function:
    Runtime: nodejs22.x
    Timeout: 10
    MemorySize: 256
    Environment:
      Variables:
        CACHE_HOST: !GetAtt Cache.PrimaryEndPoint.Address
        CACHE_PORT: !GetAtt Cache.PrimaryEndPoint.Port
    VpcConfig:
      SecurityGroupIds: [!GetAtt FunctionSecurityGroup.GroupId]
      SubnetIds: !Ref SubnetIds
  Api:
    OpenApiVersion: 3.0.3
Parameters:
  VpcId: {Type: "AWS::EC2::VPC::Id"}
  SubnetIds: {Type: "List<AWS::EC2::Subnet::Id>"}
  NodeType: {Type: String, Default: cache.t4g.micro}
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties: {StageName: prod}
  GetSession:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: sessions.get
      Events:
        Get:
          Type: Api
          Properties: {Path: "/sessions/{id}", Method: get, RestApiId: !Ref Api}
      Policies:
        - AWSLambdaBasicExecutionRole
        - Statement:
            - Effect: Allow
              Action: elasticache:Connect
              Resource: !Sub "arn:\${AWS::Partition}:elasticache:\${AWS::Region}:\${AWS::AccountId}:replicationgroup:\${Cache}"
  Cleanup:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: sessions.cleanup
      AutoPublishAlias: Live
      VpcConfig:
        SecurityGroupIds: [!GetAtt FunctionSecurityGroup.GroupId]
        SubnetIds: !Ref SubnetIds
      Events:
        Daily: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
  Table:
    Type: AWS::Serverless::SimpleTable
  CleanupErrors:
    Type: AWS::CloudWatch::Alarm
    DependsOn: CleanupAliasLive
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions: [{Name: FunctionName, Value: !Ref Cleanup}]
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: 1
      Period: 300
      Statistic: Sum
      Threshold: 0
  FunctionSecurityGroup:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: Functions, VpcId: !Ref VpcId}
  CacheSecurityGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Cache
      VpcId: !Ref VpcId
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 6379, ToPort: 6379, SourceSecurityGroupId: !GetAtt FunctionSecurityGroup.GroupId}
  SubnetGroup:
    Type: AWS::ElastiCache::SubnetGroup
    Properties: {Description: Sessions, SubnetIds: !Ref SubnetIds}
  Cache:
    Type: AWS::ElastiCache::ReplicationGroup
    # The resource that AWS SAM creates for the function.
    DependsOn: CleanupRole
    Properties:
      ReplicationGroupDescription: Sessions
      Engine: valkey
      EngineVersion: "8.0"
      CacheNodeType: !Ref NodeType
      NumNodeGroups: 1
      ReplicasPerNodeGroup: 1
      AutomaticFailoverEnabled: true
      MultiAZEnabled: true
      TransitEncryptionEnabled: true
      AtRestEncryptionEnabled: true
      CacheSubnetGroupName: !Ref SubnetGroup
      SecurityGroupIds: [!GetAtt CacheSecurityGroup.GroupId]
      Tags: [{Key: function, Value: !Ref GetSession.Version}]
Outputs:
  Url:
    Value: !Sub "https://\${Api}.execute-api.\${AWS::Region}.amazonaws.com/prod"
`;

test('accepts a template of AWS SAM with global properties', () => {
  expect(folder.run('--json', folder.write('template.yaml', TEMPLATE))).toEqual({
    code: 0,
    stdout: '[]\n',
    stderr: '',
  });
});

test('reports the errors of the caches in a template of AWS SAM', () => {
  const template = TEMPLATE.replace('cache.t4g.micro', 'cache.t4g.enormous').replace('"8.0"', '"8"');

  const { code, stdout } = folder.run('--json', folder.write('invalid.yaml', template));

  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toEqual([
    expect.objectContaining({ logicalId: 'Cache', propertyPath: 'EngineVersion', severity: 'error' }),
    expect.objectContaining({
      logicalId: 'Cache',
      propertyPath: 'CacheNodeType',
      message: expect.stringMatching(/Parameter 'NodeType' has this value by default\.$/),
    }),
  ]);
});
