import { Properties } from './property-reader';
import { shown } from './rule-builders';
import { closest } from '../private/closest';
import { isKnown } from '../private/tokens';
import type { Shape } from '../service-data/resource-properties';
import { PROPERTIES } from '../service-data/resource-properties';

/** A value that CloudFormation itself does not take. */
interface ShapeFault {
  readonly demand: 'PropertyKnown' | 'PropertyType';
  readonly property: string;
  readonly message: string;
}

/** The demands of CloudFormation on the properties of every type, before the service sees them. */
export const SHAPE_DEMANDS = {
  PropertyKnown: 'a property must be one that the resource type has',
  PropertyType: 'a value must be of the type that its property has: text, number, true or false, list, object',
} as const;

/**
 * Keys that no property of a type has, and values of another type. CloudFormation takes numbers, truth values and their
 * texts for one another.
 */
export function shapeFaults(type: string, values: object): ShapeFault[] {
  const shape = Object.hasOwn(PROPERTIES, type) ? PROPERTIES[type] : undefined;
  return shape ? faultsIn(values, shape, '', type) : [];
}

function faultsIn(value: unknown, shape: Shape, path: string, where: string): ShapeFault[] {
  if (!isKnown(value)) {
    return [];
  }
  if (typeof shape === 'string') {
    const read = new Properties({ value });
    const fits =
      { text: read.text('value'), number: read.number('value'), flag: read.flag('value') }[shape] !== undefined;
    return fits ? [] : [typeFault(path, { text: 'a text', number: 'a number', flag: 'true or false' }[shape], value)];
  }
  if (isList(shape)) {
    return Array.isArray(value)
      ? value.flatMap((element, index) => faultsIn(element, shape[0], `${path}.${index}`, where))
      : [typeFault(path, 'a list', value)];
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    return [typeFault(path, 'an object', value)];
  }
  return Object.entries(value as object).flatMap(([key, inner]) => {
    const innerPath = path === '' ? key : `${path}.${key}`;
    const innerShape = Object.hasOwn(shape, key) ? shape[key] : shape['*'];
    return innerShape
      ? faultsIn(inner, innerShape, innerPath, where)
      : key.startsWith('Fn::')
        ? []
        : [unknownFault(innerPath, key, shape, path || where)];
  });
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function typeFault(property: string, wanted: string, value: unknown): ShapeFault {
  return {
    demand: 'PropertyType',
    property,
    message: `'${property}' must be ${wanted}, got ${property.includes('Passwords') ? 'something else' : shown(value)}`,
  };
}

function unknownFault(
  property: string,
  key: string,
  shape: { readonly [key: string]: Shape },
  where: string,
): ShapeFault {
  const lower = key.toLowerCase();
  const meant = Object.keys(shape).find((known) => known.toLowerCase() === lower) ?? closest(key, Object.keys(shape));
  return {
    demand: 'PropertyKnown',
    property,
    message: `'${property}' is no property of ${where}; ${meant ? `did you mean '${meant}'` : 'leave it out'}`,
  };
}
