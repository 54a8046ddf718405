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

/** Whether a value is the pseudo parameter with which CloudFormation omits a property. */
const isNoValue = (value: any) => value?.Ref === 'AWS::NoValue';

const selectSpecified = (properties: any = {}) =>
  Object.fromEntries(Object.entries<any>(properties).filter(([, value]) => !isNoValue(value)));

/** Omits the metadata that the AWS CDK adds to every resource. */
function selectAttributes({ Metadata, ...attributes }: any): any {
  const { 'aws:cdk:path': _path, ...metadata } = Metadata ?? {};
  return Object.keys(metadata).length > 0 ? { Metadata: metadata, ...attributes } : attributes;
}

/** Lists the properties and attributes that differ, as `<logical id>.<name>`. */
export function listChanges(before: any, after: any): string[] {
  return Object.entries<any>(before).flatMap(([logicalId, { Properties, Type, ...attributes }]) => {
    const [{ Type: _type, Properties: newProperties = {}, ...newAttributes }] = [after[logicalId]];
    return [
      [selectSpecified(Properties), selectSpecified(newProperties)],
      [selectAttributes(attributes), selectAttributes(newAttributes)],
    ].flatMap(([old, current]) =>
      [...new Set([...Object.keys(old), ...Object.keys(current)])]
        .filter((name) => !isEqual(old[name], current[name], name))
        .map((name) => `${logicalId}.${name}`),
    );
  });
}
