import type { ResourceView } from './resource-view';
import type { Rule } from './rule';
import { getRuleSet } from './rule-sets';

/** Evaluates the rules for the type of a resource, and passes each error to `onError`. */
export function evaluateRules(
  resource: ResourceView,
  onError: (rule: Rule, error: string) => void,
  isSelected: (rule: Rule) => boolean = () => true,
): void {
  for (const rule of getRuleSet(resource.type)) {
    const error = isSelected(rule) ? rule.check(resource) : undefined;
    if (error !== undefined) {
      onError(rule, error);
    }
  }
}
