import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';
import { removeRuleId } from '../../public/message-form';
import type { Program } from '../../public/validation/rule-cases/rule-case';
import { listRuleIds, runProgram } from '../../public/validation/rule-cases/rule-case';

/** The programs of a file, which the rules page contains as source text. */
export class ProgramCases {
  private sources?: ReadonlyMap<string, readonly string[]>;

  /**
   * @param file the file in this folder with the table of programs
   * @param programs the table
   */
  public constructor(
    private readonly file: string,
    private readonly programs: Readonly<Record<string, Program>>,
  ) {}

  /** Runs the program of a rule, and returns the message that it reports. */
  public findMessage(id: string): string {
    if (!Object.hasOwn(this.programs, id)) {
      throw new Error(`${this.file} contains no program for ${id}`);
    }
    const { errors, warnings } = runProgram(this.programs[id]);
    const messages = [...errors, ...warnings];
    const message = messages.find((each) => listRuleIds([each]).includes(id));
    if (message === undefined) {
      throw new Error(`The program of ${id} does not report it, but ${JSON.stringify(messages)}`);
    }
    return removeRuleId(message.replace(/^(- |\[[^\]]+\] )/, ''));
  }

  /** Renders the source text of the program of a rule. */
  public renderProgram(id: string): string[] {
    this.sources ??= readPrograms(path.join(__dirname, this.file));
    return ['```typescript', ...this.sources.get(id)!, '```'];
  }
}

/** Reads the bodies of the functions in a table of programs by their keys. */
function readPrograms(file: string): ReadonlyMap<string, readonly string[]> {
  const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const bodies = new Map<string, readonly string[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name) && ts.isArrowFunction(node.initializer)) {
      bodies.set(node.name.text, readLines(node.initializer.body));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return bodies;
}

/** Reads the lines in a block without its braces and its indentation. */
function readLines(block: ts.Node): readonly string[] {
  return block
    .getText()
    .split('\n')
    .slice(1, -1)
    .map((line) => line.slice(4));
}
