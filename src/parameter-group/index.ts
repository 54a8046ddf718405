export type { IParameterGroup, ParameterGroupProps } from './parameter-group';
export { ParameterGroup } from './parameter-group';
