/** Numbers and flags equal their texts, and the order of keys and tags has no meaning. */
function normalize(value: unknown, name?: string): unknown {
  if (Array.isArray(value)) {
    const elements = value.map((element) => normalize(element));
    return name === 'Tags' ? elements.map((element) => JSON.stringify(element)).sort() : elements;
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, member]) => [key, normalize(member)]),
    );
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

const isEqual = (one: unknown, other: unknown, name?: string) =>
  JSON.stringify(normalize(one, name)) === JSON.stringify(normalize(other, name));

/** Lists the properties and attributes that differ, as `<logical id>.<name>`. */
export function listChanges(before: any, after: any): string[] {
  return Object.entries<any>(before).flatMap(([logicalId, { Properties, Type, ...attributes }]) => {
    const [{ Type: _type, Properties: newProperties = {}, ...newAttributes }] = [after[logicalId]];
    const { Metadata: _metadata, ...comparedAttributes } = newAttributes;
    return [
      [Properties, newProperties],
      [attributes, comparedAttributes],
    ].flatMap(([old, current]) =>
      [...new Set([...Object.keys(old), ...Object.keys(current)])]
        .filter((name) => !isEqual(old[name], current[name], name))
        .map((name) => `${logicalId}.${name}`),
    );
  });
}
