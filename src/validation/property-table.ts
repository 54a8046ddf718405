import type { PropNames } from './property-reader';
import { toPropName } from './property-reader';

/**
 * The CloudFormation properties of an L2 construct, by L1 prop. Each entry contains the L2 prop that determines the
 * property, and the value of the property. Error messages contain the L2 prop.
 */
export type PropertyTable<L1Props extends object, Props extends object> = {
  readonly [Property in keyof L1Props]: PropertyEntry<L1Props[Property], Props>;
};

/**
 * The L2 prop that determines a property, and the value of the property. If several props determine the parts of an
 * object, `parts` contains the prop for each part.
 */
type PropertyEntry<Value, Props extends object> = readonly [
  prop: PropPath<Props>,
  value: Value,
  parts?: Readonly<Record<string, PropPath<Props>>>,
];

/** A prop or a nested prop, such as `backup.backupTime`. */
type PropPath<Props extends object> = {
  [Prop in keyof Props & string]: Prop | (NonNullable<Props[Prop]> extends object ? `${Prop}.${string}` : never);
}[keyof Props & string];

/** Returns the values of a table as L1 props. */
export function getPropertyValues<L1Props extends object>(table: PropertyTable<L1Props, any>): L1Props {
  return Object.fromEntries(listEntries(table).map(([property, [, value]]) => [property, value])) as L1Props;
}

/** Returns the L2 prop of each property. */
export function getPropNames(table: PropertyTable<any, any>): PropNames {
  const names: Record<string, string> = {};
  for (const [property, [prop, , parts]] of listEntries(table)) {
    const path = toPropName(property);
    names[path] = prop;
    for (const [part, propOfPart] of Object.entries(parts ?? {})) {
      names[`${path}.${part}`] = propOfPart;
    }
  }
  return names;
}

function listEntries(table: PropertyTable<any, any>): [string, PropertyEntry<unknown, any>][] {
  return Object.entries(table) as [string, PropertyEntry<unknown, any>][];
}
