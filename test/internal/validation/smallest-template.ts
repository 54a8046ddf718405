import type { TemplateResources } from '../../public/validation/rule-cases/rule-case';

type Condition<T> = (candidate: T) => boolean;

/** Removes the resources, attributes, properties, and elements that are not needed to satisfy a condition. */
export function findSmallestTemplate(
  resources: TemplateResources,
  isSatisfied: Condition<TemplateResources>,
): TemplateResources {
  const specified: TemplateResources = JSON.parse(JSON.stringify(resources));
  return shrink(specified, (candidate) => Object.values(candidate).every(hasType) && isSatisfied(candidate));
}

function hasType(resource: object): boolean {
  return Object.hasOwn(resource, 'Type');
}

/** Shrinks an object or a list. If it is needed, it keeps at least one entry, so that the template is realistic. */
function shrink<T>(value: T, isSatisfied: Condition<T>): T {
  if (typeof value !== 'object' || value === null || isIntrinsicFunction(value)) {
    return value;
  }
  return shrinkMembers(removeEntries(value, isSatisfied), isSatisfied);
}

function removeEntries<T extends object>(value: T, isSatisfied: Condition<T>): T {
  return Object.keys(value).reduceRight((smallest, key) => {
    const candidate = removeEntry(smallest, key);
    return Object.keys(candidate).length > 0 && isSatisfied(candidate) ? candidate : smallest;
  }, value);
}

function removeEntry<T extends object>(value: T, key: string): T {
  const entries = Object.entries(value).filter(([name]) => name !== key);
  return (Array.isArray(value) ? entries.map(([, element]) => element) : Object.fromEntries(entries)) as T;
}

function shrinkMembers<T extends object>(value: T, isSatisfied: Condition<T>): T {
  return (Object.keys(value) as (keyof T)[]).reduce((smallest, key) => {
    const replace = (member: T[keyof T]): T => {
      const copy = Array.isArray(smallest) ? [...smallest] : { ...smallest };
      return Object.assign(copy as T, { [key]: member });
    };
    return replace(shrink(smallest[key], (member) => isSatisfied(replace(member))));
  }, value);
}

function isIntrinsicFunction(value: object): boolean {
  return Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'));
}
