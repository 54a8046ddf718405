import { listElementPaths } from '../property-reader';
import type { ResourceView } from '../resource-view';
import type { Rule, RuleMetadata } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import { crossResourceRule } from '../rule-builders';
import { PAGES } from './pages';

interface EnvironmentRuleOptions {
  /** The property that refers to other resources, by name or by ARN. */
  readonly property: string;
  readonly types: readonly string[];
  /** The name of the referenced resources in rule ids and messages. */
  readonly idPrefix: string;
  readonly thing: string;
  /** Whether an ARN in the property shows the environment; where formats exclude ARNs, another rule reports it. */
  readonly holdsArns?: boolean;
  readonly see?: RuleMetadata['see'];
}

/** Requires referenced resources in the Region of the resource. */
export function sameRegionRule(metadata: RuleMetadataFactory, options: EnvironmentRuleOptions): Rule {
  return environmentRule(metadata, 'region', 'Region', options);
}

/** Requires referenced resources in the account of the resource. */
export function sameAccountRule(metadata: RuleMetadataFactory, options: EnvironmentRuleOptions): Rule {
  return environmentRule(metadata, 'account', 'account', options);
}

function environmentRule(
  metadata: RuleMetadataFactory,
  part: 'account' | 'region',
  word: string,
  { property, types, idPrefix, thing, holdsArns = false, see = PAGES.createReplicationGroup }: EnvironmentRuleOptions,
): Rule {
  const id = `${idPrefix}InOther${word[0].toUpperCase()}${word.slice(1)}`;
  return crossResourceRule(
    metadata(id, property, see),
    `${property} must be in the ${word} of the resource`,
    (resource) => {
      const expected = resource[part];
      const actual = listPaths(resource, property).map((path) => {
        const target = types.map((type) => resource.target(path, type)).find((found) => found !== undefined);
        return target || !holdsArns ? target?.[part] : readArnPart(resource.text(path), part);
      });
      const other = actual.find((value) => value !== undefined && value !== expected);
      return expected !== undefined && other !== undefined
        ? `${resource.name(property)} must be ${thing} in the ${word} of the resource, ${expected}, but got ${other}. Use ${thing} in ${expected}.`
        : undefined;
    },
  );
}

/** The paths of the elements of a list, or the path of a single value. */
function listPaths(resource: ResourceView, property: string): string[] {
  return resource.list(property) ? listElementPaths(resource, property) : [property];
}

function readArnPart(arn: string | undefined, part: 'account' | 'region'): string | undefined {
  const [prefix, , , region, account] = (arn ?? '').split(':');
  const value = part === 'region' ? region : account;
  return prefix === 'arn' && value ? value : undefined;
}
