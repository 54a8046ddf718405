export type { Advice } from './advise';
export { adviseOn } from './advise';
export { describe } from './describe';
export { NEWEST_LEVEL, aclLevel, levelName } from './level';
export type { AccessRule, CategoryRule, ChannelRule, CommandRule, KeyRule, ParsedAccess, RootRule } from './parse';
export { parseAccessString } from './parse';
export { QuestionFault, mayRun, permits } from './permits';
