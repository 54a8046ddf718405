import { faultsOf } from './faults';
import { Properties } from '../../src/rules/properties';
import { USER_RULES } from '../../src/rules/user';

const user = (properties: object) => faultsOf(USER_RULES, { Engine: 'valkey', UserId: 'app', UserName: 'app', AccessString: 'on ~* +@all', ...properties });

test('a list of passwords that is known only later is not judged', () => {
  expect(user({ AuthenticationMode: { Type: 'password', Passwords: { 'Fn::Split': [',', { Ref: 'Passwords' }] } } })).toEqual([]);
});

test('a password that is known only later is not judged', () => {
  expect(user({ AuthenticationMode: { Type: 'password', Passwords: ['{{resolve:secretsmanager:app}}'] } })).toEqual([]);
});

test('no password ever stands in a fault', () => {
  const password = 'sh0rt"@/,';
  const told = USER_RULES.map(rule => rule.check(new Properties({ AuthenticationMode: { Type: 'password', Passwords: [password, password, password] } }))).join();

  expect(told).toContain('passwords');
  expect(told).not.toContain('sh0rt');
});
