import * as fs from 'fs';
import * as path from 'path';
import { NEWEST_CDK } from '../dependencies';

/**
 * Renews src/service-data/resource-properties.ts: the properties of every resource type of ElastiCache with their
 * schemas, as the newest L1 constructs turn them into CloudFormation.
 */
const ROOT = path.join(__dirname, '..', '..');
const L1 = fs.readFileSync(
  path.join(ROOT, 'node_modules', NEWEST_CDK, 'aws-elasticache', 'lib', 'elasticache.generated.js'),
  'utf8',
);

/** Types that nobody can make any more: they belong to EC2-Classic. */
const DEAD = ['SecurityGroup', 'SecurityGroupIngress'];

type Shape = string | Shape[] | { readonly [key: string]: Shape };

/** The conversions of all property types by the name of their function. */
const CONVERSIONS = new Map(
  [
    ...L1.matchAll(
      /function (convertCfn\w+ToCloudFormation)\(properties\)\{return .*?assertSuccess\(\),\{(.*?)\}\):properties\}/g,
    ),
  ].map(([, name, body]) => [name, body]),
);

/** What the L1 does to a value tells what CloudFormation wants of it. */
function shapeOf(conversion: string): Shape {
  const list = /^cdk\(\)\.listMapper\((.*)\)$/.exec(conversion);
  if (list) {
    return [shapeOf(list[1])];
  }
  const map = /^cdk\(\)\.hashMapper\((.*)\)$/.exec(conversion);
  if (map) {
    return { '*': shapeOf(map[1]) };
  }
  const known: Record<string, Shape> = {
    'cdk().stringToCloudFormation': 'text',
    'cdk().numberToCloudFormation': 'number',
    'cdk().booleanToCloudFormation': 'flag',
    'cdk().objectToCloudFormation': 'anything',
    'cdk().cfnTagToCloudFormation': { Key: 'text', Value: 'text' },
  };
  return known[conversion] ?? shapeOfObject(CONVERSIONS.get(conversion)!);
}

function shapeOfObject(body: string): Shape {
  const properties = [...body.matchAll(/(\w+):(.*?)\(properties\.\w+\)/g)].map(
    ([, name, conversion]) => [name, shapeOf(conversion)] as const,
  );
  return Object.fromEntries(properties.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function written(shape: Shape, indent: string): string {
  if (typeof shape === 'string') {
    return `'${shape}'`;
  }
  if (Array.isArray(shape)) {
    return `[${written(shape[0], indent)}]`;
  }
  const entries = Object.entries(shape).map(
    ([name, inner]) => `${/^\w+$/.test(name) ? name : `'${name}'`}: ${written(inner, `${indent}  `)}`,
  );
  const line = `{ ${entries.join(', ')} }`;
  return line.length <= 80 && indent !== '  '
    ? line
    : `{\n${entries.map((entry) => `${indent}  ${entry},\n`).join('')}${indent}}`;
}

const types = [...CONVERSIONS].flatMap(([name, body]) => {
  const type = /^convertCfn(\w+)PropsToCloudFormation$/.exec(name)?.[1];
  return type && !DEAD.includes(type) ? [[`AWS::ElastiCache::${type}`, shapeOfObject(body)] as const] : [];
});
// The L1 leaves the authentication mode of a user open, although its own type says what is in it.
(types.find(([type]) => type.endsWith('::User'))![1] as Record<string, Shape>).AuthenticationMode = shapeOf(
  'convertCfnUserAuthenticationModePropertyToCloudFormation',
);
// CloudFormation has the name of a parameter group, and gives it: a rule tells of it, with the form that ElastiCache
// wants.
(types.find(([type]) => type.endsWith('::ParameterGroup'))![1] as Record<string, Shape>).CacheParameterGroupName =
  'text';

fs.writeFileSync(
  path.join(ROOT, 'src', 'service-data', 'resource-properties.ts'),
  `/**
 * What CloudFormation wants of a value: a text, a number, true or false, a list, an object with these keys, or with any
 * key where it is \`*\`.
 */
export type Shape = 'text' | 'number' | 'flag' | readonly [Shape] | { readonly [key: string]: Shape };

/**
 * The properties of every resource type, as the newest L1 constructs know them. Generated: \`npx projen properties\`
 * renews it.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ElastiCache.html
 */
export const PROPERTIES: Readonly<Record<string, { readonly [key: string]: Shape }>> = {
${types.map(([type, shape]) => `  '${type}': ${written(shape, '  ')},\n`).join('')}};
`,
);
console.log(`${types.length} types`);
