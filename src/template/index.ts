export type { Combination } from './combinations';
export type { ParsedTemplate } from './parse-template';
export { parseTemplates } from './parse-template';
export type { TemplatePosition } from './source-text';
export { TemplateSyntaxError } from './source-text';
export type { ParameterValues } from './template-evaluator';
export { TemplateEvaluator } from './template-evaluator';
export { findReferencedNames, isObject, parseFunctionCall } from './values';
