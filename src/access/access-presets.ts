import type { AccessControlProps, AccessPresetOptions } from './access-permissions';
import { CommandAccess } from './command-access';
import { CommandCategory } from './command-category';
import { KeyAccess } from './key-access';
import { ACL } from '../facts/acl';

const { READ, WRITE, TRANSACTION, CONNECTION, KEYSPACE, DANGEROUS, PUBSUB } = CommandCategory;
const { allowAll, allowCategories, denyCategories } = CommandAccess;
const allow = (...names: readonly string[]) => CommandAccess._known('+', names);
const { keyspaceByKey, pubSub } = ACL;

/*
 * Where key patterns leave keys out, the whole category keyspace is denied and those of its commands that are given
 * their keys are allowed again: it also has what tells the names of all keys, in each version more.
 */

/** What makes up `AccessControl.readOnly`. */
export function readOnly({
  keyPatterns = ['*'],
  channelPatterns = [],
  commands = [],
}: AccessPresetOptions): AccessControlProps {
  return {
    keys: [KeyAccess.readOnly(...keyPatterns)],
    channelPatterns,
    commands: [
      allowCategories(READ, CONNECTION),
      ...withoutDanger(keyPatterns, keyspaceByKey.read),
      ...(channelPatterns.length > 0 ? [allow(...pubSub.subscribe)] : []),
      ...commands,
    ],
  };
}

/** What makes up `AccessControl.readWrite`. */
export function readWrite({
  keyPatterns = ['*'],
  channelPatterns = [],
  commands = [],
}: AccessPresetOptions): AccessControlProps {
  return {
    keys: [KeyAccess.readWrite(...keyPatterns)],
    channelPatterns,
    commands: [
      allowCategories(READ, WRITE, TRANSACTION, CONNECTION),
      ...withoutDanger(keyPatterns, [...keyspaceByKey.read, ...keyspaceByKey.write]),
      ...(channelPatterns.length > 0 ? [allow(...pubSub.subscribe, ...pubSub.publish)] : []),
      ...commands,
    ],
  };
}

/** What makes up `AccessControl.allButDangerous`. */
export function allButDangerous({
  keyPatterns = ['*'],
  channelPatterns = ['*'],
  commands = [],
}: AccessPresetOptions): AccessControlProps {
  const limited = !keyPatterns.includes('*');
  return {
    keys: [KeyAccess.readWrite(...keyPatterns)],
    channelPatterns,
    commands: [
      allowAll(),
      ...(limited ? [denyCategories(KEYSPACE)] : []),
      denyCategories(DANGEROUS),
      allow('info'),
      ...(limited
        ? [CommandAccess._known('-', ['cluster|getkeysinslot']), allow(...keyspaceByKey.read, ...keyspaceByKey.write)]
        : []),
      ...(channelPatterns.length === 0 ? [denyCategories(PUBSUB)] : []),
      ...commands,
    ],
  };
}

/** What makes up `AccessControl.fullAccess`. */
export function fullAccess({
  keyPatterns = ['*'],
  channelPatterns = ['*'],
  commands = [],
}: AccessPresetOptions): AccessControlProps {
  return { keys: [KeyAccess.readWrite(...keyPatterns)], channelPatterns, commands: [allowAll(), ...commands] };
}

function withoutDanger(keyPatterns: readonly string[], byKey: readonly string[]): CommandAccess[] {
  const limited = !keyPatterns.includes('*');
  return [
    denyCategories(...(limited ? [KEYSPACE, DANGEROUS] : [DANGEROUS])),
    allow(...ACL.connecting.topology, ...(limited ? byKey : [])),
  ];
}
