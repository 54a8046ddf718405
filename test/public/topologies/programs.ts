import { CLIENTS } from './clients';
import { GLOBAL } from './global';
import { GRANTS } from './grants';
import { IMPORTS } from './imports';
import { L1_CONSTRUCTS } from './l1-constructs';
import { MONITORING } from './monitoring';
import type { Programs } from './program';
import { RESOURCES } from './resources';
import { ROTATION } from './rotation';
import { RULE_PROGRAMS } from './rules';
import { SINGLE_NODES } from './single-nodes';
import { SNAPSHOTS } from './snapshots';
import { USERS } from './users';

/** The programs of the matrix. */
export const PROGRAMS: Programs = {
  ...CLIENTS,
  ...RULE_PROGRAMS,
  ...USERS,
  ...GRANTS,
  ...MONITORING,
  ...RESOURCES,
  ...ROTATION,
  ...SNAPSHOTS,
  ...GLOBAL,
  ...IMPORTS,
  ...L1_CONSTRUCTS,
  ...SINGLE_NODES,
};
