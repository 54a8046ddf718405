import { createTemplateReport } from '../../../src/validation/validate-template';

/** Creates a template with a resource that depends on a number of conditions, and one without conditions. */
function createTemplate(conditionCount: number) {
  const names = Array.from({ length: conditionCount }, (_, index) => `Name${index}`);
  const tags = names.map((name) => ({ 'Fn::If': [name, { Key: name, Value: 'a' }, { Ref: 'AWS::NoValue' }] }));
  const type = 'AWS::ElastiCache::SubnetGroup';
  return {
    Parameters: Object.fromEntries(names.map((name) => [name, { Type: 'String', Default: '' }])),
    Conditions: Object.fromEntries(names.map((name) => [name, { 'Fn::Equals': [{ Ref: name }, 'yes'] }])),
    Resources: {
      Group: { Type: type, Properties: { Description: 'a', SubnetIds: ['subnet-1'], Tags: tags } },
      Other: { Type: type, Properties: { Description: 'b', SubnetIds: ['subnet-1'] } },
    },
  };
}

test.each([
  [0, []],
  [6, []],
  [7, ['Group']],
])('with %i conditions, lists the resources that are validated in 64 combinations only', (count, sampledResources) => {
  expect(createTemplateReport(createTemplate(count))).toMatchObject({ findings: [], sampledResources });
});

test('validates each value of each condition if there are more combinations', () => {
  const template = createTemplate(7);
  const names = Object.keys(template.Conditions);
  const All = { 'Fn::And': names.map((name) => ({ Condition: name })) };
  const CacheSubnetGroupName = { 'Fn::If': ['All', '-', 'a'] };
  const { Type, Properties } = template.Resources.Group;
  const Group = { Type, Properties: { ...Properties, CacheSubnetGroupName } };

  const report = createTemplateReport({
    ...template,
    Conditions: { ...template.Conditions, All },
    Resources: { Group },
  });
  expect(report.sampledResources).toEqual(['Group']);
  expect(report.findings.map(({ message }) => message)).toEqual([expect.stringContaining("condition 'All' is true")]);
});

const ALLOWED = { AllowedValues: ['a', 'b'] };

test.each<[string, object, string, number]>([
  ['allowed values', ALLOWED, '${Name} group', 0],
  ['any value', {}, '${Name} group', 1],
  ['two parameters', ALLOWED, '${Name} ${Other}', 1],
])('counts a property with %s as resolved or not', (_title, declaration, text, unresolvedPropertyCount) => {
  const Properties = { Description: { 'Fn::Sub': text }, SubnetIds: ['subnet-1'] };

  expect(
    createTemplateReport({
      Parameters: { Name: { Type: 'String', ...declaration }, Other: { Type: 'String', ...declaration } },
      Resources: { Group: { Type: 'AWS::ElastiCache::SubnetGroup', Properties } },
    }),
  ).toMatchObject({ propertyCount: 2, unresolvedPropertyCount });
});
