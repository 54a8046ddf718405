/** A reference of a resource to another one. */
export interface Reference {
  /** The logical id of the other one. */
  readonly to: string;
  /** The property at the top that holds the reference. */
  readonly property: string;
}

/** All references in the properties of a resource: Ref, Fn::GetAtt and Fn::Sub. */
export function referencesOf(properties: Readonly<Record<string, unknown>> = {}): Reference[] {
  return Object.entries(properties).flatMap(([property, value]) =>
    [...new Set(idsIn(value))].map((to) => ({ to, property })),
  );
}

/** The logical ids that a value refers to, and the pseudo parameters. */
export function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(idsIn);
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
      return [...[inner].flat()[0].matchAll(/\$\{(\w+)/g)].map(([, id]) => id).concat(idsIn([inner].flat().slice(1)));
    }
    return idsIn(inner);
  });
}
