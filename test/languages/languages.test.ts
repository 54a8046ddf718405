import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language, LanguageWithCommands } from './language';
import { createFolder, Go, Java, Python, removeFolders, TypeScript } from './language';

function synthesizeTemplate(language: Language): any {
  const folder = createFolder('shop-');
  language.run('good', folder);
  return JSON.parse(readFileSync(join(folder, 'Shop.template.json'), 'utf8'));
}

/** A name that AWS rejects, and the rule that reports it. */
const INVALID_NAME = 'no good name';
const NAME_RULE = 'cdk-elasticache::ServerlessCache.NameInvalid';

const UNKNOWN_RULE = 'cdk-elasticache::ServerlessCache.NameInvlid';
const UNKNOWN_RULE_ERROR = `but is not a rule of cdk-elasticache. Did you mean '${NAME_RULE}'?`;

/** A rule that cannot be acknowledged. */
const TYPE_RULE = 'cdk-elasticache::ServerlessCache.PropertyTypeInvalid';
const TYPE_RULE_ERROR = 'but this rule cannot be acknowledged, because';

/**
 * Synthesizes a cache with a name, while a rule is acknowledged for a stack or by the context.
 *
 * @returns the printed message, and the warnings of the cloud assembly
 */
function acknowledge(language: Language, name: string, scope: string, rule: string) {
  const folder = createFolder('shop-');
  const message = language.run('acknowledge', name, scope, rule, folder).trim();
  return { message, warnings: readWarnings(folder) };
}

function readWarnings(folder: string): string[] {
  const file = join(folder, 'Shop.metadata.json');
  const metadata: Record<string, any[]> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return Object.values(metadata)
    .flat()
    .filter(({ type }) => type === 'aws:cdk:warning')
    .map(({ data }) => data);
}

const reference = new TypeScript();
const python = new Python();
let template: any;

const prepared = new Set<Language>();

/** Packs the library for a language, and installs it in a new project with the program, which this compiles. */
function prepare(language: Language) {
  if (!prepared.has(language)) {
    language.pack();
    language.install();
    prepared.add(language);
  }
}

afterAll(removeFolders);

beforeAll(() => {
  prepare(reference);
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

describe.each<Language>([python, new Java(), new Go()])('$name', (language) => {
  beforeAll(() => prepare(language));

  test('the program synthesizes the same template as in TypeScript', () => {
    expect(synthesizeTemplate(language)).toEqual(template);
  });

  test.each([
    [
      'cache',
      /^Cannot create ServerlessCache 'Shop\/Sessions':\n {2}- 'serverlessCacheName' .*\n {2}- 'cacheUsageLimits.requestRateLimitMaximum' /,
    ],
    [
      'connection',
      /^Cannot call 'connectAs' of ServerlessCache 'Shop\/Sessions':\n {2}- 'target' must be a construct that can receive IAM permissions, .* but got 'Shop\/Vpc'\. .*\n {2}- 'connectable' is required, /,
    ],
  ])('an invalid %s throws the complete message', (target, expected) => {
    const message = reference.run('bad', target).trim();

    expect(message).toMatch(expected);
    expect(language.run('bad', target)).toContain(message);
  });

  test('an invalid name fails the program with the id of the rule', () => {
    const { message } = acknowledge(reference, INVALID_NAME, 'none', NAME_RULE);

    expect(message).toMatch(/^Cannot create ServerlessCache 'Shop\/Sessions':\n {2}- 'serverlessCacheName' /);
    expect(message).toContain(`[${NAME_RULE}]`);
    expect(acknowledge(language, INVALID_NAME, 'none', NAME_RULE).message).toContain(message);
  });

  test.each(['stack', 'context'])(
    'an invalid name is a warning with the reason when the %s acknowledges it',
    (scope) => {
      const result = acknowledge(reference, INVALID_NAME, scope, NAME_RULE);

      expect(result.message).toBe('no error');
      expect(result.warnings).toEqual([
        expect.stringMatching(
          new RegExp(
            `^'serverlessCacheName' .* \\(${NAME_RULE} is acknowledged: AWS accepts it\\) \\[ack: ${NAME_RULE}.acknowledged\\]$`,
          ),
        ),
        expect.stringContaining('ServerlessCache.AuthenticationMissing'),
      ]);
      expect(acknowledge(language, INVALID_NAME, scope, NAME_RULE)).toEqual(result);
    },
  );

  test.each([
    ['an unknown rule', 'stack', UNKNOWN_RULE, `is acknowledged for 'Shop', ${UNKNOWN_RULE_ERROR}`],
    ['an unknown rule', 'context', UNKNOWN_RULE, `is acknowledged, ${UNKNOWN_RULE_ERROR}`],
    ['an impossible value', 'stack', TYPE_RULE, `is acknowledged for 'Shop', ${TYPE_RULE_ERROR}`],
    ['an impossible value', 'context', TYPE_RULE, `is acknowledged, ${TYPE_RULE_ERROR}`],
  ])('the acknowledgment of %s by the %s fails the program', (_, scope, rule, expected) => {
    const { message } = acknowledge(reference, 'sessions', scope, rule);

    expect(message).toContain(`'${rule}' ${expected}`);
    expect(acknowledge(language, 'sessions', scope, rule).message).toContain(message);
  });
});

describe.each<LanguageWithCommands>([reference, python])('the command that the $name package installs', (language) => {
  beforeAll(() => prepare(language));

  /** Checks a template with a serverless cache of a name. */
  function check(serverlessCacheName: string) {
    const file = join(createFolder('check-'), 'Shop.template.json');
    const Properties = {
      Engine: 'valkey',
      MajorEngineVersion: '8',
      ServerlessCacheName: serverlessCacheName,
      SubnetIds: ['subnet-0aaa1111bbbb2222c', 'subnet-0ddd3333eeee4444f'],
      SecurityGroupIds: ['sg-0aaa1111bbbb2222c'],
      UserGroupId: 'users',
    };
    writeFileSync(
      file,
      JSON.stringify({ Resources: { Sessions: { Type: 'AWS::ElastiCache::ServerlessCache', Properties } } }),
    );
    return language.runInstalled('cdk-elasticache-check', file);
  }

  test('reports the errors of an invalid template, and exits with 1', () => {
    const { exitCode, output } = check(INVALID_NAME);

    expect(output).toMatch(/Shop\.template\.json:1:\d+: error: Sessions: 'ServerlessCacheName' must consist of /);
    expect(output).toContain(`    ${NAME_RULE}, https://docs.aws.amazon.com/`);
    expect(output).toMatch(/\n1 template with 1 ElastiCache resource, 1 error, 0 warnings\n$/);
    expect(exitCode).toBe(1);
  });

  test('accepts a valid template, and exits with 0', () => {
    const { exitCode, output } = check('sessions');

    expect(output).toBe('1 template with 1 ElastiCache resource, 0 errors, 0 warnings\n');
    expect(exitCode).toBe(0);
  });
});
