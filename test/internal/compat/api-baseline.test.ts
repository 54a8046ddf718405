import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBreakingChanges, renewBaseline } from './api-baseline';

const folder = mkdtempSync(join(tmpdir(), 'api-baseline-'));
const baseline = join(folder, 'baseline.jsii.gz');

afterAll(() => rmSync(folder, { recursive: true }));

const method = (name: string, parameters: object[] = []) => ({ name, parameters, docs: { summary: `Runs ${name}.` } });
const property = (name: string, optional?: boolean) => ({
  name,
  optional,
  abstract: true,
  immutable: true,
  type: { primitive: 'string' },
});

const initializer = { parameters: [{ name: 'props', type: { fqn: 'example.CacheProps' } }] };

/** Writes the compiled API of a package with a class and its props. */
function writePackage(name: string, methods: object[], properties: object[]): string {
  const packageFolder = join(folder, name);
  mkdirSync(packageFolder, { recursive: true });
  const assembly = {
    schema: 'jsii/0.10.0',
    name: 'example',
    version: '0.0.0',
    docs: { stability: 'experimental' },
    types: {
      'example.Cache': {
        assembly: 'example',
        fqn: 'example.Cache',
        kind: 'class',
        name: 'Cache',
        initializer,
        methods,
      },
      'example.CacheProps': {
        assembly: 'example',
        fqn: 'example.CacheProps',
        kind: 'interface',
        datatype: true,
        name: 'CacheProps',
        properties,
      },
    },
  };
  writeFileSync(join(packageFolder, 'package.json'), JSON.stringify({ name: 'example', version: '0.0.0', jsii: {} }));
  writeFileSync(join(packageFolder, '.jsii'), JSON.stringify(assembly));
  return packageFolder;
}

const methods = [method('start'), method('stop')];
const properties = [property('vpc'), property('engine', true)];

renewBaseline(writePackage('before', methods, properties), baseline);

test.each<[string, object[], object[]]>([
  ['nothing changes', methods, properties],
  ['a method and an optional prop are added', [...methods, method('restart')], [...properties, property('port', true)]],
  ['a prop becomes optional', methods, [property('vpc', true), property('engine', true)]],
])('is compatible when %s', (title, newMethods, newProperties) => {
  expect(findBreakingChanges(writePackage(title, newMethods, newProperties), baseline)).toEqual([]);
});

test.each<[string, object[], object[], string]>([
  ['a method is removed', [method('start')], properties, 'METHOD example.Cache.stop: has been removed'],
  [
    'a method requires another parameter',
    [method('start', [{ name: 'node', type: { primitive: 'string' } }]), method('stop')],
    properties,
    'METHOD example.Cache.start: argument node, newly required argument.',
  ],
  ['a prop is removed', methods, [property('vpc')], 'PROP example.CacheProps.engine: has been removed'],
  [
    'a prop becomes required',
    methods,
    [property('vpc'), property('engine')],
    "IFACE example.CacheProps: newly required property 'engine' used to be optional",
  ],
])('fails when %s', (title, newMethods, newProperties, change) => {
  expect(findBreakingChanges(writePackage(title, newMethods, newProperties), baseline)).toEqual([
    expect.stringContaining(change),
  ]);
});

test('fails when the API cannot be compared', () => {
  const packageFolder = writePackage('unreadable', methods, properties);
  writeFileSync(join(packageFolder, '.jsii'), 'unreadable');

  expect(() => findBreakingChanges(packageFolder, baseline)).toThrow('jsii-diff failed with status 100');
});
