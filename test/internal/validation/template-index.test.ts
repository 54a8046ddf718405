import { TemplateEvaluator } from '../../../src/template/template-evaluator';
import { Template } from '../../../src/validation/template';

const INGRESS = 'AWS::EC2::SecurityGroupIngress';

const createIngress = (logicalId: string, attributes: object) => ({
  [logicalId]: { Type: INGRESS, Properties: { GroupId: { 'Fn::GetAtt': ['Group', 'GroupId'] } }, ...attributes },
});

test.each([
  [true, ['First', 'Second', 'Third']],
  [false, ['Second']],
])('finds changed and unchanged referrers in their order if the condition is %s', (isProd, expected) => {
  const evaluator = new TemplateEvaluator({
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
    Resources: {
      Group: { Type: 'AWS::EC2::SecurityGroup', Properties: {} },
      ...createIngress('First', { Condition: 'IsProd' }),
      ...createIngress('Second', {}),
      ...createIngress('Third', { Condition: 'IsProd' }),
    },
  });
  const original = new Template(evaluator.evaluate());
  const changed = new Template(evaluator.evaluate(new Map([['IsProd', isProd]])), undefined, original);

  const referrers = changed.resources.get('Group')!.findReferrers(INGRESS, 'GroupId');

  expect(referrers).toEqual(expected.map((logicalId) => changed.resources.get(logicalId)));
});
