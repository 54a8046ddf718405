import * as fc from 'fast-check';
import type { Engine, Reply } from '.';
import { installedEngines, startEngine } from '.';
import { accessString, anyString, command } from './access-arbitraries';
import { SEED, findEngineError, findEngineLevel, splitRules } from './access-engine';
import { hasForbiddenRules, isEngineBug } from './access-exceptions';
import { Connection, ReplyError } from './resp';
import { InvalidCommandError, parseAccessString, permits } from '../../src/acl';
import { FEATURE_LEVELS } from '../../src/acl/level';
import { COMMANDS } from '../../src/service-data/commands';

const RUNS = Number(process.env.ENGINES_RUNS ?? 1);
const COMMANDS_PER_STRING = 25;
const report: string[] = [];

afterAll(() =>
  process.stdout.write(
    `\nAccess control against real engines, seed ${SEED} (ENGINES_SEED sets another one)\n${report.join('\n')}\n`,
  ),
);

describe.each(installedEngines())('%s', (name) => {
  const level = findEngineLevel(name);
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(async () => engine.stop());

  test('accepts the same access strings as the parser, except for rules that ElastiCache rejects', async () => {
    let [cases, valid, forbidden] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(anyString(level), async (text) => {
        if (splitRules(text).length === 0 || isEngineBug(name, text)) {
          return;
        }
        const errors = listErrors(text, level);
        const engineError = await findEngineError(engine, text);
        cases++;
        if (engineError === undefined) {
          valid++;
        }
        if (hasForbiddenRules(text) && errors.length > 0) {
          forbidden++;
          return;
        }
        if ((errors.length === 0) !== (engineError === undefined)) {
          throw new Error(
            `${JSON.stringify(text)}: the engine reports ${engineError}, the parser ${JSON.stringify(errors)}`,
          );
        }
      }),
      { seed: SEED, numRuns: 2000 * RUNS, endOnFailure: false },
    );
    report.push(
      `${name.padEnd(10)} ${String(cases).padStart(6)} strings: ${valid} accepted, ${cases - valid} rejected, ${forbidden} with rules that ElastiCache rejects; 0 disagreements`,
    );
  });

  test('permits the same commands as permits()', async () => {
    const check = level >= FEATURE_LEVELS.subcommands ? checkByDryRun(engine) : await checkInTransaction(engine);
    let [cases, permitted, denied] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(
        accessString(level),
        fc.array(command, { minLength: COMMANDS_PER_STRING, maxLength: COMMANDS_PER_STRING }),
        async (text, commands) => {
          const { access } = parseAccessString(text, level);
          fc.pre(listErrors(text, level).length === 0);
          const comparable = commands.filter(
            (words) => level >= FEATURE_LEVELS.subcommands || isComparableBefore7(words),
          );
          const engineAnswers = (await check(text, comparable)).map(classifyReply);
          const ownAnswers = comparable.map((words) => {
            try {
              return permits(access, words) ? 'permitted' : 'denied';
            } catch (error) {
              if (!(error instanceof InvalidCommandError)) {
                throw error;
              }
              return 'no command';
            }
          });
          comparable.forEach((words, index) => {
            cases++;
            if (engineAnswers[index] === 'permitted') {
              permitted++;
            } else if (engineAnswers[index] === 'denied') {
              denied++;
            }
            // Our table contains commands of all versions.
            const isOfOtherVersion = engineAnswers[index] === 'no command' && ownAnswers[index] === 'denied';
            if (engineAnswers[index] !== ownAnswers[index] && !isOfOtherVersion) {
              throw new Error(
                `${JSON.stringify(text)}: ${JSON.stringify(words)} is ${engineAnswers[index]} by the engine, ${ownAnswers[index]} by permits()`,
              );
            }
          });
        },
      ),
      { seed: SEED, numRuns: 150 * RUNS },
    );
    report.push(
      `${name.padEnd(10)} ${String(cases).padStart(6)} commands: ${permitted} permitted, ${denied} denied, ${cases - permitted - denied} no commands; 0 disagreements`,
    );
  });
});

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
