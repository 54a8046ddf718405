import { Fn, Lazy } from 'aws-cdk-lib/core';
import { AccessControl } from '../../src';

describe('an access string', () => {
  test('is kept as given', () => {
    expect(AccessControl.fromAccessString(' on ~*  +@all').accessString).toBe(' on ~*  +@all');
  });

  test('with a token is not judged', () => {
    const whole = Fn.importValue('Rules');
    const part = `on ~${Lazy.string({ produce: () => 'app' })}:* nonsense`;

    expect(AccessControl.fromAccessString(whole).accessString).toBe(whole);
    expect(AccessControl.fromAccessString(part).accessString).toBe(part);
    expect(AccessControl.fromAccessString(part)._faultsFor('valkey', '8.0')).toEqual([]);
  });

  test('fails with everything that is wrong', () => {
    expect(() => AccessControl.fromAccessString('on ~* ~foo +gett')).toThrow([
      '\'accessString\' has "~foo", after all keys are allowed already; leave one of the two out, or write resetkeys between them',
      '\'accessString\' has "+gett", which names no command of any version; did you mean "+get"',
    ].join('\n'));
  });

  test('tells what the version of a cache does not understand', () => {
    const access = AccessControl.fromAccessString('on %R~* +hget +hexpire');

    expect(access._faultsFor('redis', '6.2')).toEqual([
      '\'accessControl\' has "%R~*", but rules for reading or writing keys need version 7.0 or later',
      '\'accessControl\' has "+hexpire", which names no command of Redis OSS 6.2; did you mean "+expire"',
    ]);
    expect(access._faultsFor('valkey', '9')).toEqual([]);
    expect(access._faultsFor('valkey', '42')).toEqual([]);
    expect(access._faultsFor('valkey', Fn.ref('Version'))).toEqual([]);
  });
});
