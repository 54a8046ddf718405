import * as fc from 'fast-check';
import type { Engine, Reply } from '.';
import { installedEngines, startEngine } from '.';
import { accessString, anyString, command } from './access-arbitraries';
import { findEngineError, findEngineLevel, splitRules } from './access-engine';
import { hasForbiddenRules, isEngineBug } from './access-exceptions';
import { Connection, ReplyError } from './resp';
import type { ParsedAccess } from '../../src/acl';
import { InvalidCommandError, parseAccessString, permits } from '../../src/acl';
import { FEATURE_LEVELS } from '../../src/acl/level';
import { COMMANDS } from '../../src/service-data/generated/commands';
import { assertProperty } from '../public/property-test';

const COMMANDS_PER_STRING = 25;
const report: string[] = [];

afterAll(() => process.stdout.write(`\nCommands of random access strings\n${report.join('\n')}\n`));

describe.each(installedEngines())('%s', (name) => {
  const level = findEngineLevel(name);
  let engine: Engine;
  beforeAll(async () => {
    // The numbers of databases in the commands of the tests exist, so that the engine checks the access to them.
    engine = await startEngine(name, ['--databases', '100']);
  });
  afterAll(async () => engine.stop());

  test('accepts the same access strings as the parser, except for rules that ElastiCache rejects', async () => {
    await assertProperty(
      anyString(level).filter((text) => splitRules(text).length > 0 && !isEngineBug(name, text)),
      async (text) => {
        const errors = listErrors(text, level);
        const engineError = await findEngineError(engine, text);
        const isForbidden = hasForbiddenRules(text) && errors.length > 0;
        if (!isForbidden && (errors.length === 0) !== (engineError === undefined)) {
          throw new Error(
            `${JSON.stringify(text)}: the engine reports ${engineError}, the parser ${JSON.stringify(errors)}`,
          );
        }
        return engineError === undefined ? 'accepted' : 'rejected';
      },
      { numRuns: 2000, coversRejected: true },
    );
  });

  test('permits the same commands as permits()', async () => {
    const check = level >= FEATURE_LEVELS.subcommands ? checkByDryRun(engine) : await checkInTransaction(engine);
    const counts = { permitted: 0, denied: 0, 'no command': 0 };
    await assertProperty(
      fc.record({
        text: accessString(level),
        commands: fc.array(command, { minLength: COMMANDS_PER_STRING, maxLength: COMMANDS_PER_STRING }),
      }),
      async ({ text, commands }) => {
        const { access } = parseAccessString(text, level);
        if (listErrors(text, level).length > 0) {
          return 'rejected';
        }
        const comparable = commands.filter(
          (words) => level >= FEATURE_LEVELS.subcommands || isComparableBefore7(words),
        );
        const engineAnswers = (await check(text, comparable)).map(classifyReply);
        comparable.forEach((words, index) => {
          const [engineAnswer, ownAnswer] = [engineAnswers[index], checkPermission(access, words)];
          // Our table contains commands of all versions.
          const isOfOtherVersion = engineAnswer === 'no command' && ownAnswer === 'denied';
          if (engineAnswer !== ownAnswer && !isOfOtherVersion) {
            throw new Error(
              `${JSON.stringify(text)}: ${JSON.stringify(words)} is ${engineAnswer} by the engine, ${ownAnswer} by permits()`,
            );
          }
          counts[engineAnswer as keyof typeof counts]++;
        });
        return 'accepted';
      },
      { numRuns: 150 },
    );

    const total = counts.permitted + counts.denied + counts['no command'];
    report.push(
      `${name.padEnd(10)} ${total} commands: ${counts.permitted} permitted, ${counts.denied} denied, ${counts['no command']} unknown or without the required arguments; 0 disagreements`,
    );
    expect(Math.min(counts.permitted, counts.denied)).toBeGreaterThan(total / 10);
  });
});

function checkPermission(access: ParsedAccess['access'], words: string[]): 'permitted' | 'denied' | 'no command' {
  try {
    return permits(access, words) ? 'permitted' : 'denied';
  } catch (error) {
    if (!(error instanceof InvalidCommandError)) {
      throw error;
    }
    return 'no command';
  }
}

/** The errors of the parser, with the unknown names, which an engine rejects, too. */
function listErrors(text: string, level: number): string[] {
  const { errors, unknownNames } = parseAccessString(text, level);
  return [...errors, ...unknownNames];
}

/**
 * Whether versions before 7.0 give a comparable answer. They do not for commands that end the transaction of
 * `checkInTransaction`, for unknown subcommands, and for commands whose keys they cannot find in invalid arguments.
 */
function isComparableBefore7([name, first]: string[]): boolean {
  if (/^(multi|exec|discard|watch|quit|reset|migrate|xread|xreadgroup)$/i.test(name)) {
    return false;
  }
  const hasSubcommands = /^(xgroup|xinfo|object|memory)$/i.test(name);
  return !hasSubcommands || Object.hasOwn(COMMANDS, `${name}|${first}`.toLowerCase());
}

type PermissionCheck = (text: string, commands: string[][]) => Promise<Reply[]>;

function checkByDryRun(engine: Engine): PermissionCheck {
  return async (text, commands) => {
    const [, reply, ...replies] = await engine.connection.pipeline([
      ['ACL', 'DELUSER', 'tested'],
      ['ACL', 'SETUSER', 'tested', ...splitRules(text)],
      ...commands.map((words) => ['ACL', 'DRYRUN', 'tested', ...words]),
    ]);
    if (reply !== 'OK') {
      throw new Error(`${text}: ${reply}`);
    }
    return replies;
  };
}

/** Versions before 7.0 have no dry run. Inside a transaction, they queue permitted commands without running them. */
async function checkInTransaction(engine: Engine): Promise<PermissionCheck> {
  await engine.connection.call('ACL', 'SETUSER', 'tested', 'on', 'nopass', '+@all', '~*');
  const client = await Connection.open(engine.port);
  await client.call('AUTH', 'tested', 'any');
  await client.call('MULTI');
  return async (text, commands) => {
    const reply = await engine.connection.call('ACL', 'SETUSER', 'tested', 'reset', ...splitRules(text));
    if (reply !== 'OK') {
      throw new Error(`${text}: ${reply}`);
    }
    return client.pipeline(commands);
  };
}

function classifyReply(reply: Reply): string {
  if (reply === 'OK' || reply === 'QUEUED') {
    return 'permitted';
  }
  if (reply instanceof ReplyError) {
    if (/NOPERM/.test(reply.message)) {
      return 'denied';
    }
    return /not found|wrong number|unknown/i.test(reply.message) ? 'no command' : reply.message;
  }
  return /permission|access/.test(String(reply)) ? 'denied' : String(reply);
}
