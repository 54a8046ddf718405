/** A reference to another resource. */
export interface Reference {
  /** The logical id of the other resource. */
  readonly to: string;
  /** The top-level property that contains the reference. */
  readonly property: string;
}

/** Finds the references in the properties of a resource: Ref, Fn::GetAtt, and Fn::Sub. */
export function findReferences(properties: Readonly<Record<string, unknown>> = {}): Reference[] {
  return Object.entries(properties).flatMap(([property, value]) =>
    [...new Set(findReferencedIds(value))].map((to) => ({ to, property })),
  );
}

/** Finds the logical ids and pseudo parameters that a value references. */
export function findReferencedIds(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(findReferencedIds);
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref') {
      return [inner];
    }
    if (key === 'Fn::GetAtt') {
      return [Array.isArray(inner) ? inner[0] : inner.split('.')[0]];
    }
    if (key === 'Fn::Sub') {
      return [...[inner].flat()[0].matchAll(/\$\{(\w+)/g)]
        .map(([, id]) => id)
        .concat(findReferencedIds([inner].flat().slice(1)));
    }
    return findReferencedIds(inner);
  });
}
