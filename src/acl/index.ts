export type { Advice } from './advise';
export { adviseOn } from './advise';
export { describe } from './describe';
export { LEVEL_OF_RULE, aclLevel, levelOf } from './level';
export type { AccessRule, CategoryRule, ChannelRule, CommandRule, KeyRule, RootRule } from './access';
export type { ParsedAccess } from './parse';
export { parseAccessString } from './parse';
export { InvalidCommandError, mayRun, permits } from './permits';
