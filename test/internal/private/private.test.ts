import * as kms from 'aws-cdk-lib/aws-kms';
import { CfnParameter, Fn, Names, Resource, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { toStoredName, resolveIdentity } from '../../../src/private/arns';
import { renderKeyIdentifier } from '../../../src/private/keys';
import { generateName } from '../../../src/private/names';
import { pluralize } from '../../../src/private/text';
import { isResolved, isUnresolved } from '../../../src/private/tokens';
import { emptyStack } from '../../public/stacks';

test.each([
  [0, '0 nodes'],
  [1, '1 node'],
  [2, '2 nodes'],
])('formats the count %d with its noun', (count, text) => {
  expect(pluralize(count, 'node')).toBe(text);
});

describe('unresolved values', () => {
  const parameter = new CfnParameter(emptyStack(), 'P');
  const number = Token.asNumber({ Ref: 'X' });
  const list = Token.asList({ Ref: 'X' });

  test.each([
    ['a string token', parameter.valueAsString, true],
    ['a number token', number, true],
    ['a list token', list, true],
    ['a token in a text', `a-${Token.asString({ Ref: 'X' })}`, true],
    ['a reference of a template', { Ref: 'X' }, true],
    ['a function of a template', { 'Fn::Sub': 'x' }, true],
    ['a condition of a template', { Condition: 'x' }, true],
    ['an object', { Ref: 'X', Other: 1 }, false],
    ['an array', ['x'], false],
    ['null', null, false],
    ['the placeholder of an SSM parameter', 'dummy-value-for-/network/subnet', true],
    ['the placeholder of a subnet', 'p-12345', true],
    ['a text similar to a placeholder', 'p-123456', false],
    ['a text', 'x', false],
  ])('are recognized: %s', (_title, value, expected) => {
    expect(isUnresolved(value)).toBe(expected);
  });

  test('are not resolved, and neither are missing values', () => {
    expect([undefined, null, parameter.valueAsString, 0, ''].map(isResolved)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('generated names', () => {
  test.each([
    ['Cache', 'Stack'],
    ['a/b', 'Stack'],
    ['Resource', 'Stack'],
    ['x'.repeat(60), 'A-Long-Stack-Name'],
  ])('are the unique names of the construct in lower case: %s', (id, stackId) => {
    const scope = new Construct(emptyStack(stackId), 'Scope');
    const name = generateName(scope, id, 40);

    expect(name).toBe(Names.uniqueResourceName(new Construct(scope, id), { maxLength: 40 }).toLowerCase());
    expect(name).toMatch(/^[a-z][a-z0-9]{0,39}$/);
  });

  test('are stable, because they are part of the API', () => {
    expect(generateName(emptyStack('Shop'), 'Sessions', 40)).toBe('shopsessions98e0236e');
  });
});

describe('imports', () => {
  const props = { name: 'userId', arn: 'userArn' };
  const stack = emptyStack();
  const call = { scope: stack, id: 'Reader', className: 'IamUser', method: 'fromUserAttributes' };

  test('render the ARN from the name, and the name from the ARN', () => {
    expect(stack.resolve(resolveIdentity(call, 'user', props, 'Reader'))).toMatchObject({ name: 'reader' });
    expect(
      resolveIdentity(call, 'user', props, undefined, 'arn:aws:elasticache:eu-west-1:123456789012:user:reader'),
    ).toMatchObject({ name: 'reader' });
  });

  test('render the name from an ARN that is a token', () => {
    const token = Fn.importValue('UserArn');

    expect(stack.resolve(resolveIdentity(call, 'user', props, undefined, token).name)).toEqual({
      'Fn::Select': [6, { 'Fn::Split': [':', { 'Fn::ImportValue': 'UserArn' }] }],
    });
  });

  test.each([
    [
      'both',
      'reader',
      'arn:aws:elasticache:eu-west-1:123456789012:user:reader',
      "'userId' cannot be combined with 'userArn', which contains the name. Remove 'userId'.",
    ],
    ['neither', undefined, undefined, "'userId' is missing. Set 'userId' or 'userArn'."],
    [
      'no ARN',
      undefined,
      'reader',
      '\'userArn\' must have the format arn:<partition>:elasticache:<region>:<account>:user:<name>, but got "reader". Use an ARN in this format.',
    ],
    [
      'another resource',
      undefined,
      'arn:aws:elasticache:eu-west-1:123456789012:usergroup:team',
      ':user:<name>, but got "arn:aws:',
    ],
    ['no name', undefined, 'arn:aws:elasticache:eu-west-1:123456789012:user:', ':user:<name>, but got "arn:aws:'],
    ['slashes', undefined, 'arn:aws:elasticache:eu-west-1:123456789012:user/reader', ':user:<name>, but got "arn:aws:'],
  ])('fail with %s', (_title, name, arn, message) => {
    expect(() => resolveIdentity(call, 'user', props, name, arn)).toThrow(
      "Cannot import IamUser 'Stack/Reader' with fromUserAttributes:\n  - ",
    );
    expect(() => resolveIdentity(call, 'user', props, name, arn)).toThrow(message);
  });

  test('pass a name through that is a token', () => {
    const token = new CfnParameter(stack, 'Name').valueAsString;

    expect(toStoredName(token)).toBe(token);
  });
});

describe('keys', () => {
  const env = { account: '123456789012', region: 'eu-west-1' };
  const keyArn = (account: string, region: string) =>
    `arn:aws:kms:${region}:${account}:key/11111111-2222-3333-4444-555555555555`;

  class Thing extends Resource {}

  test.each([
    ['in the same account and region', env.account, env.region, '11111111-2222-3333-4444-555555555555'],
    ['in another account', '210987654321', env.region, keyArn('210987654321', env.region)],
    ['in another region', env.account, 'us-east-1', keyArn(env.account, 'us-east-1')],
  ])('are rendered as id or ARN: %s', (_title, account, region, expected) => {
    const stack = emptyStack('Stack', env);

    expect(
      renderKeyIdentifier(new Thing(stack, 'Thing'), kms.Key.fromKeyArn(stack, 'Key', keyArn(account, region))),
    ).toBe(expected);
  });
});
