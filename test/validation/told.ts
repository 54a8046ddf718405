import { ElastiCacheRules } from '../../src/validation';

/** Resources by their logical ids: type and properties, and what else there is. */
export type Resources = Record<string, [type: string, properties: object, more?: object]>;

/**
 * What the rules say of a template with these resources, each with its severity and where it stands: `error Cache
 * ServerlessCache.NameGiven: …`.
 */
export function told(resources: Resources, more: object = {}): string[] {
  const template = {
    Resources: Object.fromEntries(
      Object.entries(resources).map(([id, [type, Properties, rest]]) => [
        id,
        { Type: type.includes('::') ? type : `AWS::ElastiCache::${type}`, Properties, ...rest },
      ]),
    ),
    ...more,
  };
  return ElastiCacheRules.checkTemplate(template).map(
    ({ severity, logicalId, ruleId, message }) => `${severity} ${logicalId} ${ruleId}: ${message}`,
  );
}

/** What is said by one rule. */
export function toldBy(ruleId: string, resources: Resources, more?: object): string[] {
  return told(resources, more)
    .filter((line) => line.includes(` ${ruleId}: `))
    .map((line) => line.slice(line.indexOf(': ') + 2));
}
