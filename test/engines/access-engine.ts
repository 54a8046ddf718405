import type { Engine, EngineName } from '.';
import { ReplyError } from './resp';
import { findAclLevel } from '../../src/acl';

/** Splits an access string at the characters that the engines treat as white space. */
export function splitRules(text: string): string[] {
  return text.split(/[ \t\n\v\f\r]+/).filter((word) => word !== '');
}

/** The error with which an engine rejects an access string. */
export async function findEngineError({ connection }: Engine, text: string): Promise<string | undefined> {
  const [, reply] = await connection.pipeline([
    ['ACL', 'DELUSER', 'tested'],
    ['ACL', 'SETUSER', 'tested', ...splitRules(text)],
  ]);
  return reply instanceof ReplyError ? reply.message : undefined;
}

/** The ACL level of an engine of the catalog. */
export function findEngineLevel(name: EngineName): number {
  const [engine, version] = name.split('-');
  return findAclLevel(engine, version)!;
}
