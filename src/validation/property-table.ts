import type { PropertyNames } from './property-reader';
import { toPropSpelling } from './property-reader';

/**
 * One line per CloudFormation property, in the spelling of the L1 construct: the prop of the L2 construct that decides
 * it, and its value. Errors name the prop.
 */
export type PropertyTable<L1Props extends object, Props extends object> = {
  readonly [Property in keyof L1Props]: PropertyLine<L1Props[Property], Props>;
};

/**
 * The prop that decides a property, and the value of the property. Where several props decide the parts of an object,
 * `parts` contains the prop of each part.
 */
type PropertyLine<Value, Props extends object> = readonly [
  prop: PropPath<Props>,
  value: Value,
  parts?: Readonly<Record<string, PropPath<Props>>>,
];

/** A prop, or a prop of the object that a prop takes, such as `backup.backupTime`. */
type PropPath<Props extends object> = {
  [Prop in keyof Props & string]: Prop | (NonNullable<Props[Prop]> extends object ? `${Prop}.${string}` : never);
}[keyof Props & string];

/** The properties of a table, as an L1 construct takes them. */
export function propertyValues<L1Props extends object>(table: PropertyTable<L1Props, any>): L1Props {
  return Object.fromEntries(linesOf(table).map(([property, [, value]]) => [property, value])) as L1Props;
}

/** The prop that decides each property. */
export function propertyNames(table: PropertyTable<any, any>): PropertyNames {
  const names: Record<string, string> = {};
  for (const [property, [prop, , parts]] of linesOf(table)) {
    const path = toPropSpelling(property);
    names[path] = prop;
    for (const [part, propOfPart] of Object.entries(parts ?? {})) {
      names[`${path}.${part}`] = propOfPart;
    }
  }
  return names;
}

function linesOf(table: PropertyTable<any, any>): [string, PropertyLine<unknown, any>][] {
  return Object.entries(table) as [string, PropertyLine<unknown, any>][];
}
