import { isResolved } from '../../private/tokens';
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
  /** The beginning of the rule ids. */
  readonly idPrefix: string;
  /** The kind of resource that the property refers to in messages, as in `a topic`. */
  readonly thing: string;
  /** The path of the reference in each element of the property, if the elements are objects. */
  readonly elementPath?: string;
  /** Whether the property can contain ARNs. Other rules report ARNs in properties that do not allow them. */
  readonly holdsArns?: boolean;
  readonly see?: RuleMetadata['see'];
  /** Names of resources that exist in every account and Region. */
  readonly commonNames?: RegExp;
}

/** Reports references to resources in another Region. */
export function sameRegionRule(metadata: RuleMetadataFactory, options: EnvironmentRuleOptions): Rule {
  return environmentRule(metadata, 'region', 'Region', options);
}

/** Reports references to resources in another account. */
export function sameAccountRule(metadata: RuleMetadataFactory, options: EnvironmentRuleOptions): Rule {
  return environmentRule(metadata, 'account', 'account', options);
}

function environmentRule(
  metadata: RuleMetadataFactory,
  part: 'account' | 'region',
  word: string,
  {
    property,
    types,
    idPrefix,
    thing,
    elementPath,
    holdsArns = false,
    see = PAGES.createReplicationGroup,
    commonNames,
  }: EnvironmentRuleOptions,
): Rule {
  const id = `${idPrefix}InOther${word[0].toUpperCase()}${word.slice(1)}`;
  const suffix = elementPath === undefined ? '' : `.${elementPath}`;
  const described = elementPath === undefined ? property : elementPath.split('.').pop();
  return crossResourceRule(
    metadata(id, property, see),
    `${described} must refer to ${thing} in the same ${word}`,
    (resource) => {
      const expected = resource[part];
      const format = (value: string) => (part === 'account' ? `account ${value}` : value);
      const paths = listPaths(resource, property).filter((path) => !commonNames?.test(resource.text(path) ?? ''));
      const references = paths.map((path) => ({
        name: elementPath !== undefined && resource.isConstruct ? path : property,
        value: readReferencePart(resource, path + suffix, part, { types, holdsArns }),
      }));
      const other = references.find(({ value }) => value !== undefined && value !== expected);
      return expected !== undefined && other
        ? `${resource.name(other.name)} must refer to ${thing} in the same ${word}, ${expected}, but got ${thing} in ${format(other.value!)}. Use ${thing} in ${format(expected)}.`
        : undefined;
    },
  );
}

/** Reads the account or Region of the resource that a property refers to. Returns undefined if it is unresolved. */
export function readReferencePart(
  resource: ResourceView,
  path: string,
  part: 'account' | 'region',
  { types, holdsArns = false }: { readonly types: readonly string[]; readonly holdsArns?: boolean },
): string | undefined {
  for (const type of types) {
    const target = resource.target(path, type) ?? resource.referenceEnvironment(path, type);
    if (target) {
      return isResolved(target[part]) ? target[part] : undefined;
    }
  }
  return holdsArns ? readArnPart(resource.text(path), part) : undefined;
}

/** Lists the paths of the elements of a list, or the path of a single value. */
function listPaths(resource: ResourceView, property: string): string[] {
  return resource.list(property) ? listElementPaths(resource, property) : [property];
}

function readArnPart(arn: string | undefined, part: 'account' | 'region'): string | undefined {
  const [prefix, , , region, account] = (arn ?? '').split(':');
  const value = part === 'region' ? region : account;
  return prefix === 'arn' && value ? value : undefined;
}
