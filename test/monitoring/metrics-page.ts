import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';
import type { MetricFact } from '../../src/service-data/metrics';
import {
  HOST_METRICS,
  MEMCACHED_NODE_METRICS,
  NODE_METRICS,
  SERVERLESS_MEMCACHED_METRICS,
  SERVERLESS_METRICS,
} from '../../src/service-data/metrics';

const MONITORING = path.join(__dirname, '..', '..', 'src', 'monitoring');

/**
 * The page that lists every metric: names, units and statistics from the facts, words from the docstrings of the
 * methods.
 */
export function metricsPage(): string {
  return [
    '# Metrics',
    '',
    '`metrics` of a cache has a method for each. Names in CloudWatch begin with a capital letter, methods with a small one; commands are counted in families. Units are those in which AWS',
    'publishes; they are not part of a metric, since CloudWatch would take them for a filter.',
    '',
    ...table('Serverless caches of Valkey and Redis OSS', 'serverless-cache-metrics', SERVERLESS_METRICS),
    ...table('Serverless caches of Memcached', 'serverless-cache-metrics', SERVERLESS_MEMCACHED_METRICS),
    ...table('Nodes of every engine', 'node-metrics', HOST_METRICS),
    ...table('Nodes of Valkey and Redis OSS', 'replication-group-metrics', NODE_METRICS),
    ...table('Nodes of Memcached', 'memcached-cluster-metrics', MEMCACHED_NODE_METRICS),
  ].join('\n');
}

function table(title: string, file: string, facts: Readonly<Record<string, MetricFact>>): string[] {
  const methods = publicMethods(file);
  return [
    `## ${title}`,
    '',
    '| method | metric | unit | statistic | |',
    '| --- | --- | --- | --- | --- |',
    ...Object.entries(facts).map(([name, { unit, statistic }]) => {
      const { method, words } = methods.find(({ metricName }) => metricName === name) ?? describeFamily(name);
      return `| \`${method}\` | ${name} | ${unit === 'None' ? '' : unit} | ${statistic} | ${words} |`;
    }),
    '',
  ];
}

interface DocumentedMethod {
  readonly method: string;
  readonly words: string;
  readonly metricName: string;
}

/** The public methods of a class of metrics that return the metric of one name, with their docstrings. */
function publicMethods(file: string): DocumentedMethod[] {
  const text = fs.readFileSync(path.join(MONITORING, `${file}.ts`), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const methods = source.statements.filter(ts.isClassDeclaration).flatMap(({ members }) => members);
  return methods.filter(ts.isMethodDeclaration).flatMap((method) => {
    const metricName = /named\(\s*'(\w+)'/.exec(method.body?.getText() ?? '')?.[1];
    const isPublic = method.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PublicKeyword);
    if (!metricName || !isPublic) {
      return [];
    }
    const words = ts.getTextOfJSDocComment(ts.getJSDocCommentsAndTags(method).find(ts.isJSDoc)?.comment) ?? '';
    return [{ method: method.name.getText(), words: words.replace(/\s+/g, ' '), metricName }];
  });
}

function describeFamily(name: string) {
  const [, family, kind] = /^(\w+?)Cmds(ECPUs|Latency)?$/.exec(name)!;
  const { method, words } = {
    Cmds: { method: 'commands', words: 'Commands of this family.' },
    ECPUs: { method: 'commandProcessingUnits', words: 'Their ElastiCache Processing Units.' },
    Latency: { method: 'commandLatency', words: 'How long they take.' },
  }[kind ?? 'Cmds']!;
  const member = family
    .replace(/Based(?=Get|Set|$)/, '')
    .replace('GeoSpatial', 'Geospatial')
    .replace('HyperLogLog', 'Hyperloglog')
    .replace('PubSub', 'Pub_Sub')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .replace('__', '_')
    .toUpperCase();
  return { method: `${method}(${member})`, words };
}
