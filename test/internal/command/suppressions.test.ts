import { CommandFolder, createOldTemplate, createTemplate } from './command-folder';
import { listTemplateRules } from '../../../src/validation/rule-list';

const folder = new CommandFolder();

const DISCONTINUED = 'CacheCluster.NodeTypeDiscontinued';
const OLD_TEMPLATE = createOldTemplate();

/** A template with a metadata value of the resource. */
const acknowledge = (value: unknown) =>
  createOldTemplate({}, { Metadata: { 'cdk-elasticache': { acknowledge: value } } });

/** Checks a template, and returns the exit code and the findings. */
function check(template: object, ...args: string[]) {
  const { code, stdout } = folder.run('--json', ...args, folder.write('template.json', template));
  return { code, findings: JSON.parse(stdout) as any[] };
}

describe('--ignore', () => {
  test.each([DISCONTINUED, `cdk-elasticache::${DISCONTINUED}`])('reports errors of %s as warnings', (ruleId) => {
    expect(check(OLD_TEMPLATE, '--ignore', `${ruleId}=the cache = old`)).toEqual({
      code: 0,
      findings: [
        expect.objectContaining({
          ruleId: `cdk-elasticache::${DISCONTINUED}.acknowledged`,
          severity: 'warning',
          message: expect.stringMatching(/ \(acknowledged: the cache = old\)$/),
          suppression: { kind: 'external', reason: 'the cache = old' },
        }),
      ],
    });
  });

  test('names the options in the advice', () => {
    const getMessage = (...args: string[]) => check(OLD_TEMPLATE, ...args).findings[0].message;

    expect(getMessage()).toMatch(/\. If the cache already exists, use --existing\.$/);
    expect(getMessage('--existing')).not.toMatch(/already exists|--existing/);
    expect(getMessage('--ignore', `${DISCONTINUED}=old`)).toMatch(/^(?!.*already exists).* \(acknowledged: old\)$/);

    const { findings } = check(
      createTemplate('ServerlessCacheSnapshot', { ServerlessCacheName: 'a', ServerlessCacheSnapshotName: 'b' }),
      '--region',
      'ap-southeast-7',
    );
    expect(findings.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('or acknowledge this warning with --ignore if '),
    );
  });

  test('omits the remaining warning if its id is ignored too', () => {
    const args = [DISCONTINUED, `${DISCONTINUED}.acknowledged`].flatMap((id) => ['--ignore', `${id}=old`]);

    expect(check(OLD_TEMPLATE, ...args)).toEqual({ code: 0, findings: [] });
  });

  test('omits warnings', () => {
    const template = createTemplate('ServerlessCache', {
      ServerlessCacheName: 'cache',
      Engine: 'valkey',
      SubnetIds: ['subnet-1', 'subnet-2'],
      SecurityGroupIds: ['sg-1'],
    });

    expect(check(template).findings).toHaveLength(1);
    expect(check(template, '--ignore', 'ServerlessCache.VersionNotPinned=new').findings).toEqual([]);
  });

  test.each([
    [DISCONTINUED, `'cdk-elasticache::${DISCONTINUED}' is acknowledged without a reason. Specify a reason.`],
    [`${DISCONTINUED}=`, `'cdk-elasticache::${DISCONTINUED}' is acknowledged without a reason. Specify a reason.`],
    [
      'CacheCluster.NodeTypesDiscontinued=old',
      `'cdk-elasticache::CacheCluster.NodeTypesDiscontinued' is acknowledged, but is not a rule of cdk-elasticache. Did you mean 'cdk-elasticache::${DISCONTINUED}'?`,
    ],
    [
      'Template.SyntaxRestricted=old',
      "'cdk-elasticache::Template.SyntaxRestricted' is acknowledged, but this rule cannot be acknowledged, because it applies to a file, and not to a resource. Remove the acknowledgment, and correct the value.",
    ],
    [
      'CacheCluster.PropertyTypeInvalid=old',
      "'cdk-elasticache::CacheCluster.PropertyTypeInvalid' is acknowledged, but this rule cannot be acknowledged, because the schema of the resource type requires another type. Remove the acknowledgment, and correct the value.",
    ],
  ])('exits with 2 for %s', (value, error) => {
    expect(folder.run('--ignore', value, folder.write('template.json', OLD_TEMPLATE))).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(`--ignore: ${error}\n`),
    });
  });

  test('has precedence over the configuration file', () => {
    folder.write('config.yaml', `ignore: {${DISCONTINUED}: from the file}`);

    expect(check(OLD_TEMPLATE, '--config', 'config.yaml').findings[0].message).toContain(
      '(acknowledged: from the file)',
    );
    expect(
      check(OLD_TEMPLATE, '--config', 'config.yaml', '--ignore', `${DISCONTINUED}=from the option`).findings[0].message,
    ).toContain('(acknowledged: from the option)');
  });
});

describe('the metadata of a resource', () => {
  test.each([DISCONTINUED, `cdk-elasticache::${DISCONTINUED}`])('acknowledges errors of %s', (ruleId) => {
    expect(check(acknowledge({ [ruleId]: 'runs since 2016' }), '--ignore', `${DISCONTINUED}=other`)).toEqual({
      code: 0,
      findings: [
        expect.objectContaining({
          message: expect.stringContaining('(acknowledged: runs since 2016)'),
          suppression: { kind: 'inSource', reason: 'runs since 2016' },
        }),
      ],
    });
  });

  test('does not apply to other resources', () => {
    const template = acknowledge({ [DISCONTINUED]: 'runs since 2016' });
    const resources = { ...template.Resources, Other: OLD_TEMPLATE.Resources.Cache };

    expect(check({ Resources: resources }).findings.map(({ logicalId, severity }) => [logicalId, severity])).toEqual([
      ['Cache', 'warning'],
      ['Other', 'error'],
    ]);
  });

  test.each([
    [
      { [DISCONTINUED]: null },
      `'cdk-elasticache::${DISCONTINUED}' is acknowledged for 'Cache' without a reason. Specify a reason.`,
    ],
    [
      { 'CacheCluster.Nothing': 'old' },
      "'cdk-elasticache::CacheCluster.Nothing' is acknowledged for 'Cache', but is not a rule of cdk-elasticache. Remove the acknowledgment.",
    ],
    [
      { 'CacheCluster.PropertyTypeInvalid': 'old' },
      "'cdk-elasticache::CacheCluster.PropertyTypeInvalid' is acknowledged for 'Cache', but this rule cannot be acknowledged, because the schema of the resource type requires another type. Remove the acknowledgment, and correct the value.",
    ],
    [
      [DISCONTINUED],
      `'Metadata.cdk-elasticache.acknowledge' must be an object with a reason for each rule id, but got ["${DISCONTINUED}"]. Specify a reason for each rule id.`,
    ],
  ])('reports the acknowledgement %j', (value, message) => {
    const { code, findings } = check(acknowledge(value), '--ignore', `${DISCONTINUED}=old`);

    expect([code, findings]).toEqual([
      1,
      expect.arrayContaining([
        expect.objectContaining({
          ruleId: 'cdk-elasticache::AcknowledgementInvalid',
          severity: 'error',
          isAcknowledgeable: false,
          logicalId: 'Cache',
          resourceType: 'AWS::ElastiCache::CacheCluster',
          message,
          documentationUrl: expect.stringMatching(/docs\/checking-templates\.md#acknowledgments$/),
        }),
      ]),
    ]);
  });

  test.each<[unknown, string]>([
    [
      { acknowledgements: { [DISCONTINUED]: 'old' } },
      "'Metadata.cdk-elasticache.acknowledgements' is not a key of the metadata. Use 'Metadata.cdk-elasticache.acknowledge'.",
    ],
    [true, "'Metadata.cdk-elasticache' must be an object, but got true. Use the key 'acknowledge'."],
  ])('reports metadata without acknowledgments: %j', (value, message) => {
    const { findings } = check(createOldTemplate({}, { Metadata: { 'cdk-elasticache': value } }));

    expect(findings.filter(({ ruleId }) => ruleId === 'cdk-elasticache::AcknowledgementInvalid')).toEqual([
      expect.objectContaining({ severity: 'error', message }),
    ]);
  });

  test('does not suppress impossible rules', () => {
    const metadata = { 'cdk-elasticache': { acknowledge: { 'CacheCluster.PropertyTypeInvalid': 'old' } } };
    const template = createOldTemplate({ NumCacheNodes: ['1'] }, { Metadata: metadata });

    expect(check(template).findings.map(({ ruleId }) => ruleId)).toContain(
      'cdk-elasticache::CacheCluster.PropertyTypeInvalid',
    );
  });

  test('ignores other metadata', () => {
    const template = createOldTemplate({}, { Metadata: { 'cdk-elasticache': {}, 'cdk-nag': true, Designer: {} } });

    expect(check(template).findings).toHaveLength(1);
  });

  test('reports the position of the metadata', () => {
    const text = [
      'Resources:',
      '  Cache:',
      '    Type: AWS::ElastiCache::ParameterGroup',
      '    Metadata:',
      '      cdk-elasticache:',
      '        acknowledge: old',
      '    Properties: {CacheParameterGroupFamily: valkey8, Description: keys}',
    ].join('\n');

    expect(folder.run(folder.write('template.yaml', text)).stdout).toMatch(/^template\.yaml:6:9: error: Cache: /);
  });
});

describe('--existing', () => {
  test('reports discontinued node types and versions as warnings', () => {
    const template = createOldTemplate({ Engine: 'redis', EngineVersion: '3.2.10' });

    expect(check(template)).toMatchObject({ code: 1, findings: [{ severity: 'error' }, { severity: 'error' }] });
    expect(check(template, '--existing')).toMatchObject({
      code: 0,
      findings: [
        { severity: 'warning', ruleId: 'cdk-elasticache::CacheCluster.VersionDiscontinued' },
        { severity: 'warning', ruleId: `cdk-elasticache::${DISCONTINUED}` },
      ],
    });
  });

  test('reports other errors', () => {
    expect(check(createOldTemplate({ EngineVersion: '1.6.18' }), '--existing')).toMatchObject({
      code: 1,
      findings: [
        { severity: 'error', ruleId: 'cdk-elasticache::CacheCluster.VersionInvalid' },
        { severity: 'warning' },
      ],
    });
  });

  test('omits warnings that concern only the creation', () => {
    const template = createOldTemplate({ CacheSubnetGroupName: undefined });
    const findWarnings = (...args: string[]) =>
      check(template, ...args).findings.filter(({ ruleId }) => ruleId.endsWith('.SubnetGroupMissing'));

    expect(findWarnings()).toEqual([expect.objectContaining({ severity: 'warning' })]);
    expect(findWarnings('--existing')).toEqual([]);
  });

  test('can be set in the configuration file', () => {
    folder.write('config.yaml', 'existing: true');

    expect(check(OLD_TEMPLATE, '--config', 'config.yaml').code).toBe(0);
  });

  test('applies to the rules for new resources', () => {
    const ids = listTemplateRules()
      .filter(({ isForNewResources }) => isForNewResources)
      .map(({ id }) => id);

    expect(ids.sort()).toEqual(
      [
        ...['CacheCluster', 'GlobalReplicationGroup', 'ReplicationGroup'].flatMap((type) => [
          `${type}.NodeTypeDiscontinued`,
          `${type}.NodeTypeUnavailableInRegion`,
          `${type}.VersionDiscontinued`,
        ]),
        ...['CacheCluster', 'ReplicationGroup'].flatMap((type) => [
          `${type}.SnapshotFileEncryptedWithKms`,
          `${type}.SubnetGroupMissing`,
          `${type}.VersionNotPinned`,
        ]),
        ...[
          'DuplicateSlots',
          'MultiAzRequiresSeveralZones',
          'SeedingRequiresSlots',
          'ShardWithoutSlots',
          'SlotsUnassigned',
          'TlsMissing',
          'ZoneCountMismatch',
        ].map((rule) => `ReplicationGroup.${rule}`),
        'ServerlessCache.SubnetsMissing',
        'ServerlessCache.VersionNotPinned',
      ].sort(),
    );
  });
});

describe('the metadata of a resource with errors', () => {
  const run = (metadata: unknown) =>
    folder.run(folder.write('metadata.json', createOldTemplate({}, { Metadata: { 'cdk-elasticache': metadata } })));

  test.each<[string, unknown, string]>([
    [
      'a misspelled key',
      { acknowledged: { 'CacheCluster.NodeTypeDiscontinued': 'old' } },
      "'Metadata.cdk-elasticache.acknowledged' is not a key of the metadata. Use 'Metadata.cdk-elasticache.acknowledge'.",
    ],
    [
      'a text',
      'CacheCluster.NodeTypeDiscontinued',
      "'Metadata.cdk-elasticache' must be an object, but got \"CacheCluster.NodeTypeDiscontinued\". Use the key 'acknowledge'.",
    ],
    [
      'a rule of another type',
      { acknowledge: { 'ReplicationGroup.NodeTypeDiscontinued': 'old' } },
      "'cdk-elasticache::ReplicationGroup.NodeTypeDiscontinued' is acknowledged for 'Cache', but is not a rule of AWS::ElastiCache::CacheCluster. Remove the acknowledgment, or use the rule of the type.",
    ],
    [
      'an empty reason',
      { acknowledge: { 'CacheCluster.NodeTypeDiscontinued': '' } },
      "'cdk-elasticache::CacheCluster.NodeTypeDiscontinued' is acknowledged for 'Cache' without a reason. Specify a reason.",
    ],
  ])('is an error, and the finding remains: %s', (_title, metadata, error) => {
    const { code, stdout } = run(metadata);

    expect(code).toBe(1);
    expect(stdout).toContain(`error: Cache: ${error}`);
    expect(stdout).toContain("error: Cache: 'CacheNodeType' must be a node type that is available");
  });

  test('can contain rules of all types', () => {
    expect(run({ acknowledge: { 'Resource.LogicalIdInvalid': 'old' } }).stdout).not.toContain(
      'Resource.LogicalIdInvalid',
    );
  });
});
