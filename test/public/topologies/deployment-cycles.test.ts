import * as sns from 'aws-cdk-lib/aws-sns';
import { App, CfnResource, Fn, NestedStack, Stack } from 'aws-cdk-lib/core';
import { findDeploymentErrors } from './deployment-cycles';
import '../setup';

const app = () => new App({ context: { 'aws:cdk:enable-asset-metadata': true } });
const topic = (stack: Stack, id: string, displayName?: string) => new sns.CfnTopic(stack, id, { displayName });

test('finds a cycle between resources', () => {
  const root = app();
  const stack = new Stack(root, 'Stack');
  const first = topic(stack, 'First');
  topic(stack, 'Second', first.ref);
  first.displayName = Fn.sub('${Second.TopicName}');

  expect(findDeploymentErrors(root.synth())).toEqual(['Stack: cycle First -> Second -> First']);
});

test('finds a cycle between a nested stack and a resource of its parent', () => {
  const root = app();
  const parent = new Stack(root, 'Parent');
  const nested = new NestedStack(parent, 'Nested');
  const outer = topic(parent, 'Outer');
  const inner = topic(nested, 'Inner', outer.ref);
  outer.displayName = inner.attrTopicName;

  expect(findDeploymentErrors(root.synth())).toEqual([
    expect.stringMatching(/^Parent: cycle NestedNestedStack\w+ -> Outer -> NestedNestedStack\w+$/),
  ]);
});

test('finds a cycle between sibling nested stacks', () => {
  const root = app();
  const parent = new Stack(root, 'Parent');
  const first = topic(new NestedStack(parent, 'One'), 'First');
  const second = topic(new NestedStack(parent, 'Two'), 'Second', first.ref);
  first.displayName = second.attrTopicName;

  expect(findDeploymentErrors(root.synth())).toEqual([
    expect.stringMatching(/^Parent: cycle OneNestedStack\w+ -> TwoNestedStack\w+ -> OneNestedStack\w+$/),
  ]);
});

test('finds a cycle within a nested stack', () => {
  const root = app();
  const nested = new NestedStack(new Stack(root, 'Parent'), 'Nested');
  const first = topic(nested, 'First');
  topic(nested, 'Second', first.ref);
  first.addPropertyOverride('DisplayName', { Ref: 'Second' });

  expect(findDeploymentErrors(root.synth())).toEqual([
    expect.stringMatching(/^Parent\/Nested\w+: cycle First -> Second -> First$/),
  ]);
});

test('finds a cycle between stacks that import from each other', () => {
  const root = app();
  const one = new Stack(root, 'One');
  const two = new Stack(root, 'Two');
  one.exportValue(topic(one, 'First').ref, { name: 'first' });
  two.exportValue(topic(two, 'Second', Fn.importValue('first')).ref, { name: 'second' });
  topic(new NestedStack(one, 'Nested'), 'Third', Fn.importValue('second'));

  expect(findDeploymentErrors(root.synth())).toEqual(['stacks: cycle One -> Two -> One']);
});

test('finds a cycle between stacks that read the outputs of each other', () => {
  const root = app();
  const read = (stackName: string) => ({ 'Fn::GetStackOutput': { StackName: stackName, OutputName: 'Name' } });
  for (const [id, other] of [
    ['One', 'Two'],
    ['Two', 'One'],
  ]) {
    new CfnResource(new Stack(root, id), 'Topic', {
      type: 'AWS::SNS::Topic',
      properties: { DisplayName: read(other) },
    });
  }

  expect(findDeploymentErrors(root.synth())).toEqual(['stacks: cycle One -> Two -> One']);
});

test('finds references and imports that lead nowhere', () => {
  const root = app();
  const stack = new Stack(root, 'Stack');
  topic(stack, 'First', Fn.ref('Missing'));
  topic(stack, 'Second', Fn.importValue('missing'));

  expect(findDeploymentErrors(root.synth())).toEqual([
    'Stack: Missing is undefined',
    'Stack: no stack exports "missing"',
  ]);
});
