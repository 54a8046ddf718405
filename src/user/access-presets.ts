import type { AccessControlProps, AccessPresetOptions } from './access-permissions';
import { CommandAccess, CommandCategory } from './command-access';
import { KeyAccess } from './key-access';
import { ACL } from '../service-data/access-strings';

// Key patterns do not restrict the commands of the category keyspace that return the names of all keys, and new engine
// versions add such commands. If the keys are limited, the presets deny the category, and allow its commands with key
// arguments.

export function createReadOnlyProps(options: AccessPresetOptions): AccessControlProps {
  const { keyPatterns = ['*'], channelPatterns = [], commands = [], cacheType } = options;
  const channelCommands = channelPatterns.length > 0 ? [CommandAccess._ofSupportedNames(ACL.pubSub.subscribe)] : [];
  return {
    keys: [KeyAccess.readOnly(...keyPatterns)],
    channelPatterns,
    cacheType,
    commands: [
      CommandAccess.allowCategories(CommandCategory.READ, CommandCategory.CONNECTION),
      ...denyDangerousCommands(options, ACL.keyspaceByKey.read),
      ...channelCommands,
      ...commands,
    ],
  };
}

export function createReadWriteProps(options: AccessPresetOptions): AccessControlProps {
  const { keyPatterns = ['*'], channelPatterns = [], commands = [], cacheType } = options;
  const channelCommands =
    channelPatterns.length > 0
      ? [CommandAccess._ofSupportedNames([...ACL.pubSub.subscribe, ...ACL.pubSub.publish])]
      : [];
  return {
    keys: [KeyAccess.readWrite(...keyPatterns)],
    channelPatterns,
    cacheType,
    commands: [
      CommandAccess.allowCategories(
        CommandCategory.READ,
        CommandCategory.WRITE,
        CommandCategory.TRANSACTION,
        CommandCategory.CONNECTION,
      ),
      ...denyDangerousCommands(options, [...ACL.keyspaceByKey.read, ...ACL.keyspaceByKey.write]),
      ...channelCommands,
      ...commands,
    ],
  };
}

export function createAllExceptDangerousProps(options: AccessPresetOptions): AccessControlProps {
  const { keyPatterns = ['*'], channelPatterns = ['*'], commands = [], cacheType } = options;
  const presetCommands = [CommandAccess.allowAll()];
  if (isLimited(keyPatterns)) {
    presetCommands.push(
      CommandAccess.denyCategories(CommandCategory.KEYSPACE),
      CommandAccess.denyCategories(CommandCategory.DANGEROUS),
      CommandAccess._ofSupportedNames(['info']),
      CommandAccess._ofValidNames('-', ['cluster|getkeysinslot']),
      CommandAccess._ofSupportedNames([...ACL.keyspaceByKey.read, ...ACL.keyspaceByKey.write]),
    );
  } else {
    presetCommands.push(
      CommandAccess.denyCategories(CommandCategory.DANGEROUS),
      CommandAccess._ofSupportedNames(['info']),
    );
  }
  if (channelPatterns.length === 0) {
    presetCommands.push(CommandAccess.denyCategories(CommandCategory.PUB_SUB));
  }
  return {
    keys: [KeyAccess.readWrite(...keyPatterns)],
    channelPatterns,
    cacheType,
    commands: [...presetCommands, ...commands],
  };
}

export function createFullAccessProps(options: AccessPresetOptions): AccessControlProps {
  const { keyPatterns = ['*'], channelPatterns = ['*'], commands = [], cacheType } = options;
  return {
    keys: [KeyAccess.readWrite(...keyPatterns)],
    channelPatterns,
    cacheType,
    commands: [CommandAccess.allowAll(), ...commands],
  };
}

/** Denies dangerous commands, except those that clients need to find the nodes of a cache. */
function denyDangerousCommands(
  { keyPatterns = ['*'] }: AccessPresetOptions,
  commandsWithKeys: readonly string[],
): CommandAccess[] {
  if (isLimited(keyPatterns)) {
    return [
      CommandAccess.denyCategories(CommandCategory.KEYSPACE, CommandCategory.DANGEROUS),
      CommandAccess._ofSupportedNames([...ACL.connecting.topology, ...commandsWithKeys]),
    ];
  }
  return [
    CommandAccess.denyCategories(CommandCategory.DANGEROUS),
    CommandAccess._ofSupportedNames(ACL.connecting.topology),
  ];
}

function isLimited(keyPatterns: readonly string[]): boolean {
  return !keyPatterns.includes('*');
}
