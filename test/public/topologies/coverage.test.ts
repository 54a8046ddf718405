import { join } from 'node:path';
import { PROGRAMS } from './programs';
import { listSecondConstructs } from './second-constructs';
import { Assembly, LIBRARY } from '../compat/assembly';

const ROOT = join(__dirname, '..', '..', '..');
const api = Assembly.read(LIBRARY).types;
const libraries = ['aws-cdk-lib', 'constructs'].flatMap(
  (name) => Assembly.read(join(ROOT, 'node_modules', name)).types,
);

/** Lookups require an explicit environment, and import a resource of this environment, as the other imports do. */
const isLookup = (member: string) => member.endsWith('.fromLookup()');

const members = listSecondConstructs(api, libraries).filter((member) => !isLookup(member));
const covered = new Set(Object.values(PROGRAMS).flatMap(({ covers }) => covers));

test('every member that takes or returns a second construct is in the matrix', () => {
  expect(members.filter((member) => !covered.has(member))).toEqual([]);
});

test('every covered member exists', () => {
  expect([...covered].filter((member) => !members.includes(member))).toEqual([]);
});

test('finds new members', () => {
  const queue = { fqn: 'aws-cdk-lib.aws_sqs.IQueue' };
  const struct = {
    fqn: 'cdk-elasticache.NewProps',
    name: 'NewProps',
    kind: 'interface' as const,
    datatype: true,
    properties: [{ name: 'queue', type: queue, optional: true }],
  };
  const type = {
    fqn: 'cdk-elasticache.NewClass',
    name: 'NewClass',
    kind: 'class' as const,
    initializer: { parameters: [{ name: 'props', type: { fqn: struct.fqn } }] },
    methods: [{ name: 'sendTo', parameters: [{ name: 'queue', type: queue }], returns: { type: queue } }],
  };

  expect(listSecondConstructs([struct, type], libraries)).toEqual([
    'NewClass.sendTo()',
    'NewClass.sendTo(queue)',
    'NewProps.queue',
  ]);
});
