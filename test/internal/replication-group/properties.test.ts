import * as fs from 'fs';
import * as path from 'path';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, Stack } from 'aws-cdk-lib/core';
import { toPropName } from '../../../src/validation/property-reader';
import * as validateConstruct from '../../../src/validation/validate-construct';
import { LEFT_OUT_PROPERTIES } from '../left-out-properties';
import { NodeFamily, NodeSize, NodeType, ReplicationGroup } from 'cdk-elasticache';

const ROOT = path.join(__dirname, '../../..');

/** Properties without a prop, each with the reason, as in docs/replication-group.md. */
const WITHOUT_PROP: Record<string, string> = {
  ...LEFT_OUT_PROPERTIES.ReplicationGroup,
  GlobalReplicationGroupId:
    'makes a secondary of a global datastore, which must not be given most of the other properties',
  NumCacheClusters:
    'NumNodeGroups and ReplicasPerNodeGroup say the same for every cluster mode, and stay as they are when the mode changes',
  Tags: 'Tags.of(group).add(...)',
};

/** The properties of an L1 construct, in its spelling. */
function readL1Properties(library: string): string[] {
  const types = fs.readFileSync(
    path.join(ROOT, `node_modules/${library}/aws-elasticache/lib/elasticache.generated.d.ts`),
    'utf8',
  );
  const [props] = types.slice(types.indexOf('export interface CfnReplicationGroupProps')).split('\n}');
  return [...props.matchAll(/^ {4}readonly (\w+)\??:/gm)].map(([, name]) => name);
}

/** The properties that a replication group renders, whether or not they have a value. */
function findRenderedProperties(): string[] {
  const validateProperties = jest.spyOn(validateConstruct, 'validateProperties');
  const stack = new Stack(new App(), 'Stack');
  const vpc = new ec2.Vpc(stack, 'Vpc');

  new ReplicationGroup(stack, 'Group', { vpc, nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE) });

  const calls: readonly unknown[][] = validateProperties.mock.calls;
  const [, , table] = calls.find(([, type]) => type === 'AWS::ElastiCache::ReplicationGroup')!;
  return Object.keys(table as object);
}

const documentedProperties = () => [...findRenderedProperties(), ...Object.keys(WITHOUT_PROP).map(toPropName)];

test.each(['aws-cdk-lib', 'aws-cdk-lib-latest'])(
  'every property of the L1 construct of %s has a prop, or a reason not to have one',
  (library) => {
    const properties = readL1Properties(library);

    expect(properties).toContain('replicationGroupDescription');
    expect(documentedProperties()).toEqual(expect.arrayContaining(properties));
  },
);

test('every prop has a property of the newest L1 construct', () => {
  expect(readL1Properties('aws-cdk-lib-latest')).toEqual(expect.arrayContaining(documentedProperties()));
});

test('the documentation lists the reasons', () => {
  const page = fs.readFileSync(path.join(ROOT, 'docs/replication-group.md'), 'utf8');

  expect(
    Object.entries(WITHOUT_PROP).filter(([name, reason]) => !page.includes(`| \`${name}\` | ${reason} |`)),
  ).toEqual([]);
});
