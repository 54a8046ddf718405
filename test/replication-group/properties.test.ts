import * as fs from 'fs';
import * as path from 'path';
import { PROP_NAMES } from '../../src/replication-group/replication-group';
import { LEFT_OUT_PROPERTIES } from '../left-out-properties';

const ROOT = path.join(__dirname, '../..');

/** Properties without a prop, each with the reason in docs/replication-group.md. */
const WITHOUT_PROP: Record<string, string> = {
  ...LEFT_OUT_PROPERTIES.ReplicationGroup,
  GlobalReplicationGroupId:
    'makes a secondary of a global datastore, which must not be given most of the other properties',
  NumCacheClusters:
    'NumNodeGroups and ReplicasPerNodeGroup say the same for every cluster mode, and stay as they are when the mode changes',
  Tags: 'Tags.of(group).add(...)',
};

/** The properties that an L1 construct has. */
function propertiesOfL1(library: string): string[] {
  const types = fs.readFileSync(
    path.join(ROOT, `node_modules/${library}/aws-elasticache/lib/elasticache.generated.d.ts`),
    'utf8',
  );
  const [props] = types.slice(types.indexOf('export interface CfnReplicationGroupProps')).split('\n}');
  return [...props.matchAll(/^ {4}readonly (\w+)\??:/gm)]
    .map(([, name]) => name[0].toUpperCase() + name.slice(1))
    .map((name) => name.replace(/^MultiAz/, 'MultiAZ'));
}

test.each(['aws-cdk-lib', 'aws-cdk-lib-latest'])(
  'every property of the L1 of %s has a prop, or a reason',
  (library) => {
    const properties = propertiesOfL1(library);

    expect(properties).toContain('ReplicationGroupDescription');
    expect(
      Object.keys(PROP_NAMES)
        .filter((name) => !name.includes('.'))
        .concat(Object.keys(WITHOUT_PROP))
        .sort(),
    ).toEqual(properties.sort());
  },
);

test('the documentation tells the reasons', () => {
  const page = fs.readFileSync(path.join(ROOT, 'docs/replication-group.md'), 'utf8');

  expect(
    Object.entries(WITHOUT_PROP).filter(([name, reason]) => !page.includes(`| \`${name}\` | ${reason} |`)),
  ).toEqual([]);
});
