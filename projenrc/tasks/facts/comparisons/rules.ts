import type { ResourceSchema, ValueConstraints } from '../../../../src/service-data/generated/resource-schemas';
import type { Comparison } from '../difference';
import { compareEntries } from '../difference';
import type { GeneratedTable } from '../generated-table';
import type { Sources } from '../source';

/** Validates a template with the rules of the library. */
type Validate = (template: object) => readonly { readonly ruleId: string; readonly severity: string }[];

/** A constraint, with a value that violates it. */
interface Probe {
  /** Describes the violation. */
  readonly name: string;
  readonly path: string;
  readonly rejected: unknown;
  /** A value that satisfies the constraint. Not set if the value in the samples does. */
  readonly accepted?: unknown;
}

/** A value that is not in an enum. */
const OTHER_VALUE = 'no-such-value';

/** Valid values of properties that contain objects. The values of probes replace a part of them. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  AuthenticationMode: { Type: 'password', Passwords: ['a-valid-password'] },
  CacheUsageLimits: { DataStorage: { Maximum: 10, Unit: 'GB' } },
  LogDeliveryConfigurations: [
    {
      DestinationDetails: { CloudWatchLogsDetails: { LogGroup: 'log-group' } },
      DestinationType: 'cloudwatch-logs',
      LogFormat: 'json',
      LogType: 'slow-log',
    },
  ],
  Members: [{ ReplicationGroupId: 'group', ReplicationGroupRegion: 'us-east-1', Role: 'PRIMARY' }],
  NodeGroupConfiguration: [{ NodeGroupId: '0001' }],
  Passwords: ['a-valid-password'],
  Tags: [{ Key: 'key', Value: 'value' }],
  UserGroupIds: ['group'],
};

/**
 * Compares the rules with the constraints of the CloudFormation registry: validates values that CloudFormation accepts
 * and rejects.
 */
export function compareRules(validate: Validate, schemas: GeneratedTable, sources: Sources): Comparison {
  const registry = schemas.build(sources) as Readonly<Record<string, ResourceSchema>>;
  const results = Object.entries(registry).flatMap(([type, schema]) =>
    listProbes(schema).flatMap((probe) => evaluateProbe(validate, type, probe)),
  );
  return compareEntries({
    table: 'rules',
    source: sources.cfnLint.package,
    ours: Object.fromEntries(results),
    theirs: Object.fromEntries(results.map(([name]) => [name, 'yes'])),
  });
}

/** Finds out whether the rules reject and accept the values of a probe. */
function evaluateProbe(validate: Validate, type: string, probe: Probe): [string, string][] {
  const { name, path, accepted, rejected } = probe;
  const [key] = path.split('.');
  const sample = Object.hasOwn(SAMPLES, key) ? { [key]: SAMPLES[key] } : {};
  const findRules = (properties: object) =>
    validate({ Resources: { Probe: { Type: type, Properties: properties } } })
      .filter(({ severity }) => severity === 'error')
      .map(({ ruleId }) => ruleId);

  // Without its other properties, a resource has errors that are not errors of this value.
  const usualRules = findRules(rejected === undefined ? { [key]: 'value', ...sample } : sample);
  const rules = findRules(setValue(sample, path, rejected)).filter((id) => !usualRules.includes(id));
  const results: [string, string][] = [[`${type} rejects ${name}`, rules.length > 0 ? 'yes' : 'no']];
  if (accepted !== undefined) {
    const reported = findRules(setValue(sample, path, accepted));
    const isRejected = rules.length > 0 && rules.every((id) => reported.includes(id));
    results.push([`${type} accepts ${formatValue(path, accepted)}`, isRejected ? 'no' : 'yes']);
  }
  return results;
}

function listProbes({ required, values }: ResourceSchema): Probe[] {
  return [
    ...required.map((path) => ({ name: `missing ${path}`, path, rejected: undefined })),
    ...Object.entries(values).flatMap(([path, constraints]) => listValueProbes(path, constraints)),
  ];
}

function listValueProbes(path: string, constraints: ValueConstraints): Probe[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = constraints;
  const enumValues = constraints.enum ?? constraints.enumCaseInsensitive ?? [];
  const toText = (length: number) => (path.endsWith('NodeGroupId') ? '1' : 'a').repeat(length);
  const toList = (length: number) => createList(path, length);
  return [
    ...enumValues.map((accepted) => ({ name: `other values of ${path}`, path, accepted, rejected: OTHER_VALUE })),
    ...listLimitProbes(path, minimum, -1, Number),
    ...listLimitProbes(path, maximum, 1, Number),
    // No length is less than 0.
    ...listLimitProbes(path, minLength || undefined, -1, toText),
    ...listLimitProbes(path, maxLength, 1, toText),
    ...listLimitProbes(path, minItems || undefined, -1, toList),
    ...listLimitProbes(path, maxItems, 1, toList),
  ];
}

function listLimitProbes(
  path: string,
  limit: number | undefined,
  step: number,
  create: (count: number) => unknown,
): Probe[] {
  if (limit === undefined) {
    return [];
  }
  const rejected = create(limit + step);
  return [{ name: formatValue(path, rejected), path, accepted: create(limit), rejected }];
}

function formatValue(path: string, value: unknown): string {
  if (Array.isArray(value)) {
    return `${path} with ${value.length} elements`;
  }
  const isFiller = typeof value === 'string' && /^(a*|1*)$/.test(value);
  return isFiller ? `${path} of ${value.length} characters` : `${path} ${value}`;
}

function createList(path: string, length: number): unknown[] {
  const [sample] = (SAMPLES[path] ?? SAMPLES.Passwords) as unknown[];
  return Array.from({ length }, (_, index) => (path === 'Tags' ? { Key: `key${index}`, Value: 'value' } : sample));
}

/** Returns properties with another value at a path. `*` is the first element of a list. */
function setValue(properties: object, path: string, value: unknown): object {
  const [key, ...rest] = path.split('.');
  const copy: any = Array.isArray(properties) ? [...properties] : { ...properties };
  const name = key === '*' ? 0 : key;
  if (rest.length > 0) {
    copy[name] = setValue(copy[name] ?? (rest[0] === '*' ? [] : {}), rest.join('.'), value);
  } else if (value === undefined) {
    delete copy[name];
  } else {
    copy[name] = value;
  }
  return copy;
}
