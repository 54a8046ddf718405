import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';
import { CONSTRUCT_WARNING_CASES } from './construct-warning-cases';
import { renderAnchor } from './rule-entry';
import { renderMessage, renderSentence } from './rule-message';
import type { ConstructWarningId } from '../../../src/validation/construct-warning-table';
import { CONSTRUCT_WARNINGS } from '../../../src/validation/construct-warning-table';
import { removeRuleId } from '../../public/message-form';
import { listRuleIds, runProgram } from '../../public/validation/rule-cases/rule-case';

const CASES_FILE = path.join(__dirname, 'construct-warning-cases.ts');

/** Renders the recommendation, the message, and the program of a warning that only constructs add. */
export function renderConstructWarning(id: ConstructWarningId): string[] {
  return [
    `### ${renderAnchor(id)}${id}`,
    '',
    `**Warning.** ${renderSentence(CONSTRUCT_WARNINGS[id])}`,
    '',
    `> ${renderMessage(findMessage(id))}`,
    '',
    '```typescript',
    ...readProgram(id),
    '```',
    '',
  ];
}

function findMessage(id: ConstructWarningId): string {
  const { errors, warnings } = runProgram(CONSTRUCT_WARNING_CASES[id]);
  const warning = warnings.find((each) => listRuleIds([each]).includes(id));
  if (warning === undefined) {
    throw new Error(`The case of ${id} does not report it, but ${JSON.stringify([...errors, ...warnings])}`);
  }
  return removeRuleId(warning);
}

let programs: ReadonlyMap<string, readonly string[]> | undefined;

/** Reads the lines of a program. */
function readProgram(id: ConstructWarningId): readonly string[] {
  programs ??= readPrograms();
  return programs.get(id)!;
}

/** Reads the bodies of the functions in the table of cases by their keys. */
function readPrograms(): ReadonlyMap<string, readonly string[]> {
  const source = ts.createSourceFile(CASES_FILE, fs.readFileSync(CASES_FILE, 'utf8'), ts.ScriptTarget.Latest, true);
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
