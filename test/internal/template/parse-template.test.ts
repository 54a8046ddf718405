import { parseTemplates } from '../../../src/template/parse-template';
import { VALID_YAML } from '../validation/valid-template';

test('parses YAML with the tags of CloudFormation', () => {
  const template = parseTemplates(VALID_YAML)[0].template as any;

  expect(template.Conditions.Large).toEqual({ 'Fn::Equals': [{ Ref: 'Size' }, 'large'] });
  expect(template.Resources.Cache.Properties).toEqual({
    ServerlessCacheName: { 'Fn::Sub': '${AWS::StackName}-cache' },
    Engine: 'valkey',
    MajorEngineVersion: '8',
    SubnetIds: { 'Fn::Split': [',', { 'Fn::ImportValue': 'subnets' }] },
    SecurityGroupIds: [
      { 'Fn::GetAtt': ['Group', 'GroupId'] },
      { 'Fn::If': ['Large', { Ref: 'Other' }, { Ref: 'AWS::NoValue' }] },
    ],
    KmsKeyId: { 'Fn::Sub': ['${Key}', { Key: { 'Fn::FindInMap': ['Keys', { Ref: 'AWS::Region' }, 'Id'] } }] },
  });
});

test('parses tags with maps and lists as arguments', () => {
  expect(parseTemplates('A: !Transform { Name: Include }\nB: !GetAtt [X, Y.Z]')[0].template).toEqual({
    A: { 'Fn::Transform': { Name: 'Include' } },
    B: { 'Fn::GetAtt': ['X', 'Y.Z'] },
  });
});
