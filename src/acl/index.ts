export type { AccessRule } from './access';
export type { Advice } from './advice';
export { collectAdvice } from './advice';
export { describeAccess } from './describe';
export { findAclLevel } from './level';
export type { ParsedAccess } from './parse';
export { AUTHENTICATION_FIX, parseAccessString } from './parse';
export { InvalidCommandError, mayRun, permits } from './permits';
