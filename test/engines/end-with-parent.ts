import { existsSync } from 'node:fs';

const SETPRIV = '/usr/bin/setpriv';

/** Extends a command line so that the kernel stops the process when this process ends, even if it crashes. */
export function endWithParent(command: readonly string[], signal: 'KILL' | 'TERM' = 'KILL'): string[] {
  return existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', signal, ...command] : [...command];
}
