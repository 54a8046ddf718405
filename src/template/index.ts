// Modules that read templates from text import `parse-template` themselves, so that others do not load the YAML parser.
export type { Combination } from './combinations';
export type { TemplatePath } from './loops';
export { isLoopKey } from './loops';
export type { ParameterValues } from './template-evaluator';
export { TemplateEvaluator } from './template-evaluator';
export { findReferencedNames, isObject, parseFunctionCall } from './values';
