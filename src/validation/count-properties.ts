import { isLiteral, isObject, parseFunctionCall } from '../template/values';

/** The number of values of resources, and of those that are only available at deployment. */
export interface PropertyCounts {
  readonly total: number;
  readonly unresolved: number;
}

/**
 * Counts the scalar values in the properties of a resource. An intrinsic function counts as one value.
 *
 * @param logicalIds the resources of the template. References to them are resolved.
 */
export function countProperties(
  properties: unknown,
  logicalIds: Pick<ReadonlyMap<string, unknown>, 'has'>,
): PropertyCounts {
  const call = parseFunctionCall(properties);
  if (call || typeof properties !== 'object' || properties === null) {
    return { total: 1, unresolved: isUnresolvedValue(properties, logicalIds) ? 1 : 0 };
  }
  return addCounts(
    Object.entries(properties).map(([key, value]) =>
      key === 'Fn::Transform' ? { total: 1, unresolved: 1 } : countProperties(value, logicalIds),
    ),
  );
}

export function addCounts(counts: readonly PropertyCounts[]): PropertyCounts {
  return counts.reduce(
    (sum, { total, unresolved }) => ({ total: sum.total + total, unresolved: sum.unresolved + unresolved }),
    { total: 0, unresolved: 0 },
  );
}

function isUnresolvedValue(value: unknown, logicalIds: Pick<ReadonlyMap<string, unknown>, 'has'>): boolean {
  if (!isObject(value)) {
    return !isLiteral(value);
  }
  const { name, argument } = parseFunctionCall(value)!;
  const [logicalId] = (Array.isArray(argument) ? String(argument[0]) : String(argument)).split('.');
  const isReference = name === 'Ref' || name === 'Fn::GetAtt';
  return !(isReference && logicalIds.has(logicalId));
}
