import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { main } from '../../../src/command/main';
import type { CommandEnvironment } from '../../../src/command/terminal';

/** The result of a run of the command. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A template with an error in line 8. */
export const YAML_WITH_ERROR = `Resources:
  Cache:
    Type: AWS::ElastiCache::ServerlessCache
    Properties:
      ServerlessCacheName: cache
      Engine: valkey
      SubnetIds: [subnet-1, subnet-2]
      MajorEngineVersion: "8.1"
      SecurityGroupIds: [sg-1]
`;

/** A template with a warning in line 4. */
export const YAML_WITH_WARNING = YAML_WITH_ERROR.replace(/ *MajorEngineVersion.*\n/, '');

/** A template without findings. */
export const VALID_TEMPLATE = YAML_WITH_ERROR.replace('8.1', '8');

/** A folder in which the command runs. It is removed after all tests of a file. */
export class CommandFolder {
  public readonly path = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'command-')));

  constructor() {
    afterAll(() => fs.rmSync(this.path, { recursive: true }));
  }

  /** Writes a file, and returns its name. Objects are written as JSON. */
  public write(name: string, content: object | string): string {
    const file = path.join(this.path, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return name;
  }

  public run(...args: string[]): CommandResult {
    return this.runWith({}, ...args);
  }

  /** Runs the command with a terminal, environment variables, the standard input, or another working folder. */
  public runWith(
    {
      isTTY,
      variables = {},
      input = '',
      workingFolder = this.path,
    }: { isTTY?: boolean; variables?: CommandEnvironment['variables']; input?: string; workingFolder?: string },
    ...args: string[]
  ): CommandResult {
    const [stdout, stderr]: string[][] = [[], []];
    const code = main(args, {
      stdout: { isTTY, write: (text) => stdout.push(text) },
      stderr: { write: (text) => stderr.push(text) },
      variables,
      workingFolder,
      readInput: () => input,
    });
    return { code, stdout: stdout.join(''), stderr: stderr.join('') };
  }
}

/** Creates a template with one resource. */
export function createTemplate(type: string, properties: object, attributes: object = {}) {
  return { Resources: { Cache: { Type: `AWS::ElastiCache::${type}`, ...attributes, Properties: properties } } };
}

/** Creates a template with the last node type of its kind, which AWS has discontinued. */
export function createOldTemplate(properties: object = {}, attributes: object = {}) {
  const required = {
    Engine: 'memcached',
    EngineVersion: '1.6.22',
    NumCacheNodes: 1,
    CacheNodeType: 'cache.t2.micro',
    CacheSubnetGroupName: 'subnets',
    VpcSecurityGroupIds: ['sg-1'],
    PreferredAvailabilityZone: 'us-east-1a',
  };
  return createTemplate('CacheCluster', { ...required, ...properties }, attributes);
}
