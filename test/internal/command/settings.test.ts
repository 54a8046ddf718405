import { CommandFolder, createTemplate, VALID_TEMPLATE } from './command-folder';

const PARAMETER_TEMPLATE = `Parameters:
  Version: {Type: String, Default: "8"}
  Subnets: {Type: CommaDelimitedList}
${VALID_TEMPLATE.replace('"8"', '!Ref Version').replace('[subnet-1, subnet-2]', '!Ref Subnets')}`;

const CONFIG = '.cdk-elasticache.yaml';
const VERSION_ERROR =
  /error: Cache: 'MajorEngineVersion' must be .* but got "8\.1"\. Use "8"\. Parameter 'Version' has this value\./;
const FORMATS =
  'Use a list of objects with ParameterKey and ParameterValue, a map of names to values, or a list of Key=Value.';

describe('parameters', () => {
  const folder = new CommandFolder();
  const template = folder.write('template.yaml', PARAMETER_TEMPLATE);
  const runWith = (content: string) => folder.run('--parameters', folder.write('parameters.yaml', content), template);

  test('uses the defaults without a file', () => {
    expect(folder.run(template)).toEqual({
      code: 0,
      stdout: [
        '1 template with 1 ElastiCache resource, 0 errors, 0 warnings',
        '1 of 5 properties depends on deployment-time values and was not checked',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  test.each([
    ['a list of the AWS CLI', '[{"ParameterKey": "Version", "ParameterValue": "8.1"}]'],
    ['a map in the key Parameters', '{"Parameters": {"Version": "8.1"}}'],
    ['a map', 'Version: 8.1'],
    ['a list of pairs', '- Version=8.1\n- Subnets=subnet-1'],
    ['a list of quoted pairs', '- Version="8.1"'],
    ['a text', 'Subnets="subnet-1, subnet-2"\nVersion=8.1'],
    [
      'a described stack',
      JSON.stringify({
        Stacks: [{ StackName: 'shop', Parameters: [{ ParameterKey: 'Version', ParameterValue: '8.1' }] }],
      }),
    ],
    ['a text with long pairs', 'ParameterKey=Subnets,ParameterValue= ParameterKey=Version,ParameterValue=8.1'],
  ])('reads %s', (_, content) => {
    expect(runWith(content)).toEqual({ code: 1, stdout: expect.stringMatching(VERSION_ERROR), stderr: '' });
  });

  test('reads lists as lists or as texts', () => {
    expect(runWith('Subnets: [net-1, subnet-2]').stdout).toContain('net-1');
    expect(runWith('Subnets: net-1,subnet-2')).toEqual(runWith('Subnets: [net-1, subnet-2]'));
  });

  test.each([
    ['a list', JSON.stringify([{ ParameterKey: 'Version', UsePreviousValue: true, ParameterValue: '8.1' }])],
    ['a short form', '- ParameterKey=Version,UsePreviousValue=true'],
    [
      'a masked value',
      JSON.stringify({ Stacks: [{ Parameters: [{ ParameterKey: 'Version', ParameterValue: '****' }] }] }),
    ],
  ])('does not know parameters that keep their previous values: %s', (_title, content) => {
    const withDefault = PARAMETER_TEMPLATE.replace('Default: "8"', 'Default: "8.1"');

    expect(folder.run(folder.write('default.yaml', withDefault)).stdout).toContain('"8.1"');
    expect(
      folder.run('--parameters', folder.write('previous.yaml', content), folder.write('default.yaml', withDefault)),
    ).toEqual({ code: 0, stdout: expect.stringContaining('2 of 5 properties depend'), stderr: '' });
  });

  test.each([
    ['', `The file contains no parameters. ${FORMATS}`],
    ['8.1', `The file contains no parameters. ${FORMATS}`],
    [
      '{"Stacks": [{"StackName": "shop"}, {"StackName": "blog"}]}',
      "The file must describe one stack, but got 2. Run 'aws cloudformation describe-stacks' with --stack-name.",
    ],
    ['[Version]', `"Version" is not a parameter with a value. ${FORMATS}`],
    ['[{"Name": "Version"}]', `{"Name":"Version"} is not a parameter with a value. ${FORMATS}`],
    [
      'Version: {Ref: Other}',
      "The value of parameter 'Version' must be a string, a number, a Boolean, or a list of them. Correct the value.",
    ],
    [
      '[{"ParameterKey": "Version"}]',
      "The value of parameter 'Version' must be a string, a number, a Boolean, or a list of them. Correct the value.",
    ],
  ])('exits with 2 for %j', (content, error) => {
    expect(runWith(content)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(`parameters.yaml: ${error}\n`),
    });
  });

  test('reads a described stack without parameters', () => {
    const stack = folder.write('stack.json', { Stacks: [{ StackName: 'shop' }] });

    expect(folder.run('--parameters', stack, template)).toEqual(folder.run(template));
  });

  test('exits with 2 for names that no template declares, and checks the templates', () => {
    expect(runWith('{Versions: 8, Version: 8.1, subnets: a, Nodes: 2}')).toEqual({
      code: 2,
      stdout: expect.stringMatching(VERSION_ERROR),
      stderr:
        "parameters.yaml: No template declares the parameters 'Versions' (did you mean 'Version'?), 'subnets' (did you mean 'Subnets'?), 'Nodes'. Correct or remove the names.\n",
    });
    expect(runWith('Nodes: 2').stderr).toBe(
      "parameters.yaml: No template declares the parameter 'Nodes'. Correct or remove the names.\n",
    );
  });

  test.each([
    ['stage', '', `, but got "stage". Use "dev" or "prod".`],
    ['stage', ', NoEcho: true', '. Use "dev" or "prod".'],
  ])('exits with 2 for the value %s, which the template does not allow%s', (value, attribute, end) => {
    const declaration = `{Type: String, AllowedValues: [dev, prod]${attribute}}`;
    const file = folder.write('stages.yaml', `Parameters: {Stage: ${declaration}}\n${VALID_TEMPLATE}`);
    const parameters = folder.write('stage.yaml', `Stage: ${value}`);

    expect(folder.run('--parameters', parameters, file)).toMatchObject({
      code: 2,
      stderr: `stage.yaml: Parameter 'Stage' must have a value that stages.yaml allows${end}\n`,
    });
    expect(folder.run('--parameters', folder.write('stage.yaml', 'Stage: prod'), file).code).toBe(0);
  });

  test('reports unknown names in other formats', () => {
    folder.write('unknown.json', { Nodes: '2' });

    expect(folder.run('--parameters', 'unknown.json', '--format', 'github', template).stdout).toMatch(
      /^::error file=unknown\.json::No template declares the parameter 'Nodes'\. /,
    );
  });

  test('accepts names that one of several templates declares', () => {
    const other = folder.write('other.yaml', `Parameters: {Nodes: {Type: Number}}\n${VALID_TEMPLATE}`);
    const file = folder.write('parameters.yaml', 'Version: 8.1\nNodes: 2');

    expect(folder.run('--parameters', file, template, other)).toMatchObject({ code: 1, stderr: '' });
  });

  test('does not report names that a file declares that cannot be read', () => {
    const file = folder.write('parameters.yaml', 'Nodes: 2');
    const broken = folder.write('broken.yaml', 'Parameters: {Nodes: {Type: Number}');

    expect(folder.run('--parameters', file, template, broken).stderr).toMatch(/^broken\.yaml: .*\n$/);
  });

  test('ignores names that the template does not declare', () => {
    const resources = {
      Group: { Type: 'AWS::ElastiCache::SubnetGroup', Properties: { Description: 'a', SubnetIds: ['subnet-1'] } },
      User: { Type: 'AWS::ElastiCache::User', Properties: { UserId: { Ref: 'Group' } } },
    };
    const text = folder.write('references.json', { Resources: resources });
    const withParameters = (content: string) =>
      folder.run('--json', '--parameters', folder.write('parameters.yaml', content), text, template).stdout;

    expect(withParameters('Group: not a valid id')).toBe(withParameters('Version: "8"'));
  });

  test('exits with 2 for a missing file', () => {
    expect(folder.run('--parameters', 'missing.json', template)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^missing\.json: The file does not exist\. Check the path\.\n/),
    });
  });
});

describe('the environment', () => {
  const folder = new CommandFolder();
  const template = folder.write(
    'template.json',
    createTemplate('ReplicationGroup', {
      ReplicationGroupDescription: 'sessions',
      Engine: 'valkey',
      EngineVersion: '8.1',
      CacheNodeType: 'cache.c7gn.large',
      NumCacheClusters: 2,
      AutomaticFailoverEnabled: true,
      MultiAZEnabled: true,
      TransitEncryptionEnabled: true,
      AtRestEncryptionEnabled: true,
      NotificationTopicArn: 'arn:aws:sns:eu-west-2:111122223333:alarms',
      CacheSubnetGroupName: 'subnets',
      SecurityGroupIds: ['sg-1'],
    }),
  );

  test('validates rules that depend on the Region', () => {
    expect(folder.run(template).stdout).not.toContain('NodeTypeUnavailableInRegion');
    expect(folder.run('--region', 'eu-west-2', template).stdout).toContain('NodeTypeUnavailableInRegion');
  });

  test('validates rules that depend on the account', () => {
    expect(folder.run('--account', '111122223333', template).code).toBe(0);
    expect(folder.run('--account', '444455556666', template)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('444455556666'),
    });
  });
});

describe('the configuration file', () => {
  const folder = new CommandFolder();
  const template = folder.write('template.yaml', PARAMETER_TEMPLATE);
  const runWith = (content: string, ...args: string[]) => {
    folder.write(CONFIG, content);
    return folder.run(...args, template);
  };

  test('is optional and can be empty', () => {
    expect(folder.run(template).code).toBe(0);
    expect(runWith('').code).toBe(0);
    expect(runWith('ignore: {}').code).toBe(0);
  });

  test('can set parameters of other templates', () => {
    expect(runWith('parameters: {Nodes: 2}')).toMatchObject({ code: 0, stderr: '' });
  });

  test('sets the parameters and the format', () => {
    const { code, stdout } = runWith('format: json\nparameters: {Version: 8.1}');

    expect([code, JSON.parse(stdout)]).toEqual([
      1,
      [expect.objectContaining({ ruleId: 'cdk-elasticache::ServerlessCache.VersionInvalid' })],
    ]);
  });

  test('has lower precedence than the options', () => {
    const config = 'format: json\nparameters: {Version: 8.1}';
    folder.write('parameters.json', { Version: '8' });

    expect(runWith(config, '--parameters', 'parameters.json', '--format', 'text')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^1 template /),
    });
  });

  test('can be another file', () => {
    folder.write(CONFIG, 'format: json');
    folder.write('other.json', { parameters: ['Version=8.1'] });

    expect(folder.run('--config', 'other.json', template).stdout).toMatch(VERSION_ERROR);
  });

  describe.each(['.cdk-elasticache.yml', '.cdk-elasticache.json'])('%s', (name) => {
    const other = new CommandFolder();

    test('is read by default', () => {
      other.write(name, '{"format": "json"}');

      expect(other.run(other.write('template.yaml', VALID_TEMPLATE)).stdout).toBe('[]\n');
    });
  });

  test.each([
    ['[format]', 'The configuration must be an object with the keys ignore, parameters, existing, format.'],
    ['formats: json', 'Unknown key: formats. Use format.'],
    ['rules: {}', 'Unknown key: rules. Use ignore, parameters, existing, format.'],
    [
      'ignore: [A]',
      '\'ignore\' must be an object with a reason for each rule id, but got ["A"]. Specify a reason for each rule id.',
    ],
    ['existing: 1', "'existing' must be true or false, but got 1. Use true or false."],
    ['parameters: [Version]', `"Version" is not a parameter with a value. ${FORMATS}`],
    [
      'ignore: {ServerlessCache.VersionInvalid: ""}',
      "'cdk-elasticache::ServerlessCache.VersionInvalid' is acknowledged without a reason. Specify a reason.",
    ],
  ])('exits with 2 for %j', (content, error) => {
    expect(runWith(content)).toMatchObject({ code: 2, stderr: expect.stringContaining(`${CONFIG}: ${error}\n`) });
  });

  test('exits with 2 for an unknown format', () => {
    expect(runWith('format: 1')).toMatchObject({ code: 2, stderr: expect.stringMatching(/^Unknown format: 1\./) });
  });
});

describe('--region and --account', () => {
  const folder = new CommandFolder();
  const template = folder.write('template.yaml', VALID_TEMPLATE);

  test.each([
    ['--region', 'mars-1', '--region must be the name of a Region, but got "mars-1". Use a name such as eu-west-1.'],
    ['--region', 'us-east1', '--region must be the name of a Region, but got "us-east1". Use us-east-1.'],
    ['--account', '12', '--account must be an account id of 12 digits, but got "12". Correct the id.'],
  ])('exits with 2 for %s %s', (option, value, error) => {
    expect(folder.run(option, value, template)).toMatchObject({ code: 2, stderr: expect.stringContaining(error) });
  });

  test.each(['eu-west-1', 'us-gov-west-1', 'us-iso-east-1', 'eusc-de-east-1', 'mx-north-1'])('accepts %s', (region) => {
    expect(folder.run('--region', region, '--account', '111122223333', template)).toMatchObject({ stderr: '' });
  });
});
