import * as fc from 'fast-check';
import type { Engine, EngineName, Reply } from '.';
import { installedEngines, startEngine } from '.';
import { accessString, anyString, question } from './access-arbitraries';
import { forbiddenRules, isMistake } from './access-listed';
import { Connection, ReplyError } from './resp';
import { InvalidCommandError, LEVEL_OF_RULE, aclLevel, parseAccessString, permits } from '../../src/acl';
import { COMMANDS } from '../../src/service-data/commands';

const SEED = Number(process.env.ENGINES_SEED ?? Date.now() % 2 ** 31);
const RUNS = Number(process.env.ENGINES_RUNS ?? 1);
const QUESTIONS = 25;
const told: string[] = [];

afterAll(() =>
  process.stdout.write(
    `\nAccess control against real engines, seed ${SEED} (ENGINES_SEED repeats it)\n${told.join('\n')}\n`,
  ),
);

/** What an engine says to the rules of an access string: nothing, or what is wrong. */
async function verdict(engine: Engine, text: string): Promise<string | undefined> {
  const [, reply] = await engine.connection.pipeline([
    ['ACL', 'DELUSER', 'judged'],
    ['ACL', 'SETUSER', 'judged', ...words(text)],
  ]);
  return reply instanceof ReplyError ? reply.message : undefined;
}

const words = (text: string) => text.split(/[ \t\n\v\f\r]+/).filter((word) => word !== '');

const levelOf = (name: EngineName) => aclLevel(name.split('-')[0], name.split('-')[1])!;

describe.each(installedEngines())('%s', (name) => {
  const level = levelOf(name);
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(async () => engine.stop());

  test('takes the access strings that the parser takes, but for what ElastiCache forbids', async () => {
    let [cases, valid, forbidden] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(anyString(level), async (text) => {
        if (words(text).length === 0 || isMistake(name, text)) {
          return;
        }
        const { errors: faults } = parseAccessString(text, level);
        const said = await verdict(engine, text);
        cases++;
        if (said === undefined) {
          valid++;
        }
        if (forbiddenRules(text) && faults.length > 0) {
          forbidden++;
          return;
        }
        if ((faults.length === 0) !== (said === undefined)) {
          throw new Error(`${JSON.stringify(text)}: the engine says ${said}, the parser ${JSON.stringify(faults)}`);
        }
      }),
      { seed: SEED, numRuns: 2000 * RUNS, endOnFailure: false },
    );
    told.push(
      `${name.padEnd(10)} ${String(cases).padStart(6)} strings: ${valid} taken, ${cases - valid} refused, ${forbidden} with rules that ElastiCache forbids; 0 disagreements`,
    );
  });

  test('permits what permits() permits', async () => {
    const ask = level >= LEVEL_OF_RULE.subcommands ? dryRun(engine) : await inTransaction(engine);
    let [cases, permitted, denied] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(
        accessString(level),
        fc.array(question, { minLength: QUESTIONS, maxLength: QUESTIONS }),
        async (text, questions) => {
          const { errors: faults, access } = parseAccessString(text, level);
          fc.pre(faults.length === 0);
          const askable = questions.filter((asked) => level >= LEVEL_OF_RULE.subcommands || isAskedBefore7(asked));
          const answers = (await ask(text, askable)).map((reply) => answerOf(reply));
          const offline = askable.map((asked) => {
            try {
              return permits(access, asked) ? 'permitted' : 'denied';
            } catch (error) {
              if (!(error instanceof InvalidCommandError)) {
                throw error;
              }
              return 'no command';
            }
          });
          askable.forEach((asked, at) => {
            cases++;
            if (answers[at] === 'permitted') {
              permitted++;
            } else if (answers[at] === 'denied') {
              denied++;
            }
            if (answers[at] === 'no command' && offline[at] === 'denied') {
              return;
            } // of other versions
            if (answers[at] !== offline[at]) {
              throw new Error(
                `${JSON.stringify(text)}: ${JSON.stringify(asked)} is ${answers[at]} by the engine, ${offline[at]} by permits()`,
              );
            }
          });
        },
      ),
      { seed: SEED, numRuns: 150 * RUNS },
    );
    told.push(
      `${name.padEnd(10)} ${String(cases).padStart(6)} commands: ${permitted} permitted, ${denied} denied, ${cases - permitted - denied} no commands; 0 disagreements`,
    );
  });
});

/**
 * Before 7.0 nobody asks what ends the transaction in which the others are asked, for sub-commands that no version has,
 * and for commands whose keys were found in another way when they are written wrong: then an error is all that can come
 * of them.
 */
function isAskedBefore7([command, first]: string[]): boolean {
  return (
    !/^(multi|exec|discard|watch|quit|reset|migrate|xread|xreadgroup)$/i.test(command) &&
    (!/^(xgroup|xinfo|object|memory)$/i.test(command) || Object.hasOwn(COMMANDS, `${command}|${first}`.toLowerCase()))
  );
}

type Ask = (text: string, questions: string[][]) => Promise<Reply[]>;

function dryRun(engine: Engine): Ask {
  return async (text, questions) => {
    const [, made, ...replies] = await engine.connection.pipeline([
      ['ACL', 'DELUSER', 'asked'],
      ['ACL', 'SETUSER', 'asked', ...words(text)],
      ...questions.map((asked) => ['ACL', 'DRYRUN', 'asked', ...asked]),
    ]);
    if (made !== 'OK') {
      throw new Error(`${text}: ${made}`);
    }
    return replies;
  };
}

/** Before 7.0 there is no dry run, but commands of a transaction are only queued, when they are permitted. */
async function inTransaction(engine: Engine): Promise<Ask> {
  await engine.connection.call('ACL', 'SETUSER', 'asked', 'on', 'nopass', '+@all', '~*');
  const client = await Connection.open(engine.port);
  await client.call('AUTH', 'asked', 'any');
  await client.call('MULTI');
  return async (text, questions) => {
    const made = await engine.connection.call('ACL', 'SETUSER', 'asked', 'reset', ...words(text));
    if (made !== 'OK') {
      throw new Error(`${text}: ${made}`);
    }
    return client.pipeline(questions);
  };
}

function answerOf(reply: Reply): string {
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
