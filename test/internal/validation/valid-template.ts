/** A valid template in YAML, with the short forms of intrinsic functions. */
export const VALID_YAML = `
Conditions:
  Large: !Equals [!Ref Size, large]
Resources:
  Cache:
    Type: AWS::ElastiCache::ServerlessCache
    Properties:
      ServerlessCacheName: !Sub "\${AWS::StackName}-cache"
      Engine: valkey
      MajorEngineVersion: "8"
      SubnetIds: !Split [",", !ImportValue subnets]
      SecurityGroupIds: [!GetAtt Group.GroupId, !If [Large, !Ref Other, !Ref "AWS::NoValue"]]
      KmsKeyId: !Sub
        - "\${Key}"
        - Key: !FindInMap [Keys, !Ref "AWS::Region", Id]
`;
