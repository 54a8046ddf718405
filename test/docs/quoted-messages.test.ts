import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { PAGES, readPage } from './pages';
import {
  Authentication,
  CacheEngine,
  EngineVersion,
  NodeFamily,
  NodeSize,
  NodeType,
  ParameterGroup,
  ReplicationGroup,
  ServerlessCache,
} from '../../src';

/** The messages with a rule id that pages quote, without the rules page, which is generated. */
function findQuotedMessages(page: string): string[] {
  return [...readPage(page).matchAll(/'[^`\n]*\[(?:ack: )?cdk-elasticache::[\w.]+\]/g)].map(([message]) => message);
}

const quotedMessages = PAGES.filter((page) => page !== 'docs/rules.md').flatMap(findQuotedMessages);

/** Returns the messages with a rule id of the error that a function throws. */
function listMessages(create: () => unknown): string[] {
  try {
    create();
  } catch (error) {
    return [...(error as Error).message.matchAll(/'.*\]$/gm)].map(([message]) => message);
  }
  return [];
}

test('pages quote messages as the library prints them', () => {
  const stack = new Stack(new App(), 'Shop');
  const vpc = new ec2.Vpc(stack, 'Vpc', {
    maxAzs: 1,
    natGateways: 0,
    subnetConfiguration: ['App', 'Data'].map((name) => ({ name, subnetType: ec2.SubnetType.PRIVATE_ISOLATED })),
  });

  const messages = [
    () =>
      new ServerlessCache(stack, 'Sessions', {
        engine: CacheEngine.VALKEY_8,
        vpc,
        vpcSubnets: { subnets: vpc.isolatedSubnets },
        backup: { backupRetentionLimit: 40 },
      }),
    () =>
      new ParameterGroup(stack, 'Parameters', {
        engineVersion: EngineVersion.VALKEY_8_0,
        parameters: { 'max-memory-policy': 'allkeys-lru', maxmemory: '1gb', timeout: '5' },
      }),
    () =>
      new ReplicationGroup(stack, 'Cache', {
        vpc,
        engineVersion: EngineVersion.of('valkey', '8'),
        nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE),
        authentication: Authentication.none(),
        multiAz: false,
      }),
  ].flatMap(listMessages);

  expect(new Set(quotedMessages)).toEqual(new Set(messages));
});
