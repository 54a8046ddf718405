export type { Combination } from './combinations';
export type { ParameterValues } from './template-evaluator';
export { TemplateEvaluator } from './template-evaluator';
export { findReferencedNames, isObject, parseFunctionCall } from './values';
