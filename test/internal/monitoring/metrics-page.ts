import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';
import type { DimensionedMetricDefinition, MetricDefinition } from '../../../src/service-data/metrics';
import {
  GROUP_METRICS,
  HOST_METRICS,
  MEMCACHED_NODE_METRICS,
  NODE_METRICS,
  SERVERLESS_DIMENSION,
  SERVERLESS_MEMCACHED_METRICS,
  SERVERLESS_METRICS,
} from '../../../src/service-data/metrics';

const MONITORING = path.join(__dirname, '..', '..', '..', 'src', 'monitoring');

/** Renders the page that lists all metrics. Descriptions are the docstrings of the methods. */
export function renderMetricsPage(): string {
  return [
    '# Metrics',
    '',
    '`metrics` of a cache has a method for each metric. The methods are named after the metrics in camel case, except `processingUnits`, `cmdGetHits`, `cmdGetMisses`, and `masterStatus`.',
    'Command metrics are published for each command family. For a family without a constant, use `CommandFamily.of`.',
    '',
    'The unit is the one in which AWS publishes the metric. The library does not set it on metrics, because CloudWatch would use it as a filter.',
    '',
    `The dimension of the metrics of serverless caches is \`${SERVERLESS_DIMENSION}\`. For nodes of Memcached, the dimensions are \`CacheClusterId\` and \`CacheNodeId\`.`,
    'For nodes of Valkey and Redis OSS, the tables list the dimensions. CloudWatch has many of these metrics only with both dimensions.',
    'A single Redis OSS node has no methods for the metrics of replicas, users, data tiering, and features of Valkey.',
    '',
    ...renderTable('Serverless caches of Valkey and Redis OSS', ['serverless-cache-metrics'], SERVERLESS_METRICS),
    ...renderTable('Serverless caches of Memcached', ['serverless-cache-metrics'], SERVERLESS_MEMCACHED_METRICS),
    ...renderTable('Nodes of every engine', ['node-metrics'], HOST_METRICS, formatNodeDimensions),
    ...renderTable(
      'Nodes of Valkey and Redis OSS',
      ['redis-node-metrics', 'replication-group-metrics'],
      NODE_METRICS,
      formatNodeDimensions,
    ),
    ...renderTable('Nodes of Memcached', ['memcached-cluster-metrics'], MEMCACHED_NODE_METRICS),
    ...renderGroupTable(),
  ].join('\n');
}

function renderTable<T extends MetricDefinition>(
  title: string,
  files: readonly string[],
  definitions: Readonly<Record<string, T>>,
  formatDimensions?: (definition: T) => string,
): string[] {
  const methods = files.flatMap((file) => findMetricMethods(file, /createMetric\(\s*'(\w+)'/i));
  const rows = Object.entries(definitions).map(([name, definition]) => {
    const { method, description } = methods.find(({ argument }) => argument === name) ?? describeFamily(name);
    const dimensions = formatDimensions ? [formatDimensions(definition)] : [];
    return [`\`${method}\``, name, formatUnit(definition), definition.statistic, ...dimensions, description];
  });
  return renderRows(
    title,
    ['method', 'metric', 'unit', 'statistic', ...(formatDimensions ? ['dimensions'] : [])],
    rows,
  );
}

/** Renders the metrics of replication groups. A metric can have several methods, with different dimensions. */
function renderGroupTable(): string[] {
  const file = 'replication-group-metrics';
  const ofGroups = findMetricMethods(file, /createGroupMetric\('(\w+)'/).map((method) => ({
    ...method,
    name: method.argument as keyof typeof GROUP_METRICS,
    dimensions: 'ReplicationGroupId, and NodeGroupId for a shard',
  }));
  const ofRoles = findMetricMethods(file, /createRoleMetric\('(\w+)'/).map((method) => ({
    ...method,
    name: 'EngineCPUUtilization' as const,
    dimensions: 'ReplicationGroupId, Role',
  }));
  const rows = [...ofGroups, ...ofRoles].map(({ name, method, dimensions, description }) => [
    `\`${method}\``,
    name,
    formatUnit(GROUP_METRICS[name]),
    GROUP_METRICS[name].statistic,
    dimensions,
    description,
  ]);
  return renderRows('Replication groups', ['method', 'metric', 'unit', 'statistic', 'dimensions'], rows);
}

/** Renders a table whose last column, the description, has no title. */
function renderRows(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [
    `## ${title}`,
    '',
    `| ${columns.join(' | ')} | |`,
    `|${' --- |'.repeat(columns.length + 1)}`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
  ];
}

function formatUnit({ unit }: MetricDefinition): string {
  return unit === 'None' ? '' : unit;
}

/** Formats the dimensions of a node of a replication group, which are those of the smallest set. */
function formatNodeDimensions({ dimensions }: DimensionedMetricDefinition): string {
  return dimensions[0].join(', ');
}

interface DocumentedMethod {
  readonly method: string;
  readonly description: string;
  /** The first argument of the call that creates the metric. */
  readonly argument: string;
}

/** Finds the public methods that return a single metric by a call that matches the pattern. */
function findMetricMethods(file: string, call: RegExp): DocumentedMethod[] {
  const text = fs.readFileSync(path.join(MONITORING, `${file}.ts`), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const methods = source.statements.filter(ts.isClassDeclaration).flatMap(({ members }) => members);
  return methods.filter(ts.isMethodDeclaration).flatMap((method) => {
    const argument = call.exec(method.body?.getText() ?? '')?.[1];
    const isPublic = method.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PublicKeyword);
    if (!argument || !isPublic) {
      return [];
    }
    const description = ts.getTextOfJSDocComment(ts.getJSDocCommentsAndTags(method).find(ts.isJSDoc)?.comment) ?? '';
    // The table has a column for the statistic, which is the last paragraph.
    const words = description.replace(/\s+\w+ over 5 minutes\.$/, '').replace(/\s+/g, ' ');
    return [{ method: method.name.getText(), description: words, argument }];
  });
}

/** Describes a metric of a command family. */
function describeFamily(name: string) {
  const match = /^(\w+?)Cmds(ECPUs|Latency)?$/.exec(name);
  if (!match) {
    throw new Error(`${name} has neither a method nor a command family`);
  }
  const [, family, kind] = match;
  const { method, description } = {
    Cmds: { method: 'commands', description: 'The number of executed commands of this family.' },
    ECPUs: {
      method: 'commandProcessingUnits',
      description: 'The number of ElastiCache Processing Units (ECPUs) that the commands of this family consumed.',
    },
    Latency: { method: 'commandLatency', description: 'The latency of the commands of this family, in microseconds.' },
  }[kind ?? 'Cmds']!;
  const member = family
    .replace(/Based(?=Get|Set|$)/, '')
    .replace('GetType', 'ReadType')
    .replace('SetType', 'WriteType')
    .replace('GeoSpatial', 'Geospatial')
    .replace('HyperLogLog', 'Hyperloglog')
    .replace('PubSub', 'Pub_Sub')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .replace('__', '_')
    .toUpperCase();
  return { method: `${method}(${member})`, description };
}
