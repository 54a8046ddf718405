import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from './language';
import { Go, Java, Python, TypeScript } from './language';

/** What the program makes, as it stands in its cloud assembly. */
function templateOf(language: Language): any {
  const folder = mkdtempSync(join(tmpdir(), 'shop-'));
  language.run('good', folder);
  return JSON.parse(readFileSync(join(folder, 'Shop.template.json'), 'utf8'));
}

const reference = new TypeScript();
let template: any;

beforeAll(() => {
  reference.pack();
  reference.install();
  template = templateOf(reference);
});

test('the program makes what it is meant to make', () => {
  const types = Object.values<any>(template.Resources).map(({ Type }) => Type);

  expect(types).toEqual(
    expect.arrayContaining([
      'AWS::ElastiCache::ServerlessCache',
      'AWS::ElastiCache::User',
      'AWS::ElastiCache::UserGroup',
      'AWS::CloudWatch::Alarm',
      'AWS::Lambda::Function',
      'AWS::ElastiCache::ReplicationGroup',
      'AWS::ElastiCache::ParameterGroup',
      'AWS::ElastiCache::SubnetGroup',
      'AWS::SecretsManager::Secret',
      'AWS::Logs::LogGroup',
    ]),
  );
});

describe.each<Language>([new Python(), new Java(), new Go()])('$name', (language) => {
  test('the package is built', () => {
    expect(() => language.pack()).not.toThrow();
  });

  test('the package is installed into a fresh project, where the program compiles', () => {
    expect(() => language.install()).not.toThrow();
  });

  test('the program makes the same template as in TypeScript', () => {
    expect(templateOf(language)).toEqual(template);
  });

  test.each([
    [
      'cache',
      /^ServerlessCache 'Shop\/Sessions' cannot be built:\n {2}- 'serverlessCacheName' .*\n {2}- 'cacheUsageLimits.requestRateLimitMaximum' /,
    ],
    [
      'connection',
      /^ServerlessCache 'Shop\/Sessions' cannot be built:\n {2}- 'target' must be a function, .* got 'Shop\/Vpc'\n {2}- 'connectable' is needed, /,
    ],
  ])('a bad %s is told in full', (fault, full) => {
    const message = reference.run('bad', fault).trim();

    expect(message).toMatch(full);
    expect(language.run('bad', fault)).toContain(message);
  });
});
