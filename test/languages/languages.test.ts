import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from './language';
import { Go, Java, Python, TypeScript } from './language';

function synthesizeTemplate(language: Language): any {
  const folder = mkdtempSync(join(tmpdir(), 'shop-'));
  language.run('good', folder);
  return JSON.parse(readFileSync(join(folder, 'Shop.template.json'), 'utf8'));
}

const reference = new TypeScript();
let template: any;

beforeAll(() => {
  reference.pack();
  reference.install();
  template = synthesizeTemplate(reference);
});

test('the program synthesizes all resources', () => {
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
  test('the package can be built', () => {
    expect(() => language.pack()).not.toThrow();
  });

  test('the program compiles in a new project with the package', () => {
    expect(() => language.install()).not.toThrow();
  });

  test('the program synthesizes the same template as in TypeScript', () => {
    expect(synthesizeTemplate(language)).toEqual(template);
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
  ])('an invalid %s throws the complete message', (target, expected) => {
    const message = reference.run('bad', target).trim();

    expect(message).toMatch(expected);
    expect(language.run('bad', target)).toContain(message);
  });
});
