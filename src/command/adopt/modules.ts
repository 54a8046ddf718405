/** Encloses the name of a module in code. `quote` escapes it, so texts of the template do not contain it. */
const MARK = '\uE000';

/** The modules that the code can import, in the order of the imports, by alias. */
const IMPORTS = {
  cdk: "import * as cdk from 'aws-cdk-lib';",
  ec2: "import * as ec2 from 'aws-cdk-lib/aws-ec2';",
  l1: "import * as l1 from 'aws-cdk-lib/aws-elasticache';",
  events: "import * as events from 'aws-cdk-lib/aws-events';",
  firehose: "import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';",
  kms: "import * as kms from 'aws-cdk-lib/aws-kms';",
  logs: "import * as logs from 'aws-cdk-lib/aws-logs';",
  s3: "import * as s3 from 'aws-cdk-lib/aws-s3';",
  sns: "import * as sns from 'aws-cdk-lib/aws-sns';",
  elasticache: "import * as elasticache from 'cdk-elasticache';",
} as const;

/** The aliases of the modules. */
export const MODULE_ALIASES: readonly string[] = Object.keys(IMPORTS);

/** References to modules, for code. `resolveModules` replaces them by the aliases, and lists the imports. */
export const CDK = refer('cdk');
export const EC2 = refer('ec2');
export const L1 = refer('l1');
export const EVENTS = refer('events');
export const FIREHOSE = refer('firehose');
export const KMS = refer('kms');
export const LOGS = refer('logs');
export const S3 = refer('s3');
export const SNS = refer('sns');
export const ELASTICACHE = refer('elasticache');

/** Code with the imports that it needs. */
export interface ResolvedCode {
  readonly code: string;
  readonly imports: readonly string[];
}

/** Replaces the references to modules in code by their aliases. */
export function resolveModules(code: string): ResolvedCode {
  const parts = code.split(MARK);
  // Each reference has a mark before and after the alias, so every second part is an alias.
  const aliases = new Set(parts.filter((_, index) => index % 2 === 1));
  return {
    code: parts.join(''),
    imports: Object.entries(IMPORTS).flatMap(([alias, line]) => (aliases.has(alias) ? [line] : [])),
  };
}

/** Escapes the marks of references in the content of a literal. */
export function escapeMarks(text: string): string {
  return text.replaceAll(MARK, '\\uE000');
}

function refer(alias: keyof typeof IMPORTS): string {
  return `${MARK}${alias}${MARK}`;
}
