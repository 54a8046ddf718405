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
