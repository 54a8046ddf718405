import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';
import type { MetricDefinition } from '../../../src/service-data/metrics';
import {
  HOST_METRICS,
  MEMCACHED_NODE_METRICS,
  NODE_METRICS,
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
    ...renderTable('Serverless caches of Valkey and Redis OSS', 'serverless-cache-metrics', SERVERLESS_METRICS),
    ...renderTable('Serverless caches of Memcached', 'serverless-cache-metrics', SERVERLESS_MEMCACHED_METRICS),
    ...renderTable('Nodes of every engine', 'node-metrics', HOST_METRICS),
    ...renderTable('Nodes of Valkey and Redis OSS', 'replication-group-metrics', NODE_METRICS),
    ...renderTable('Nodes of Memcached', 'memcached-cluster-metrics', MEMCACHED_NODE_METRICS),
  ].join('\n');
}

function renderTable(title: string, file: string, definitions: Readonly<Record<string, MetricDefinition>>): string[] {
  const methods = findMetricMethods(file);
  return [
    `## ${title}`,
    '',
    '| method | metric | unit | statistic | |',
    '| --- | --- | --- | --- | --- |',
    ...Object.entries(definitions).map(([name, { unit, statistic }]) => {
      const { method, description } = methods.find(({ metricName }) => metricName === name) ?? describeFamily(name);
      return `| \`${method}\` | ${name} | ${unit === 'None' ? '' : unit} | ${statistic} | ${description} |`;
    }),
    '',
  ];
}

interface DocumentedMethod {
  readonly method: string;
  readonly description: string;
  readonly metricName: string;
}

/** Finds the public methods that return a single metric. */
function findMetricMethods(file: string): DocumentedMethod[] {
  const text = fs.readFileSync(path.join(MONITORING, `${file}.ts`), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const methods = source.statements.filter(ts.isClassDeclaration).flatMap(({ members }) => members);
  return methods.filter(ts.isMethodDeclaration).flatMap((method) => {
    const metricName = /createMetric\(\s*'(\w+)'/i.exec(method.body?.getText() ?? '')?.[1];
    const isPublic = method.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PublicKeyword);
    if (!metricName || !isPublic) {
      return [];
    }
    const description = ts.getTextOfJSDocComment(ts.getJSDocCommentsAndTags(method).find(ts.isJSDoc)?.comment) ?? '';
    // The table has a column for the statistic, which is the last paragraph.
    const words = description.replace(/\s+\w+ over 5 minutes\.$/, '').replace(/\s+/g, ' ');
    return [{ method: method.name.getText(), description: words, metricName }];
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
