import { CONSTRUCT_WARNING_CASES } from './construct-warning-cases';
import { CONSTRUCT_WARNING_PAGES } from './construct-warning-pages';
import { ProgramCases } from './program-cases';
import { renderAnchor } from './rule-entry';
import { renderMessage, renderSentence } from './rule-message';
import type { ConstructWarningId } from '../../../src/validation/construct-warning-table';
import { CONSTRUCT_WARNINGS } from '../../../src/validation/construct-warning-table';

const PROGRAMS = new ProgramCases('construct-warning-cases.ts', CONSTRUCT_WARNING_CASES);

/** Renders the recommendation, the AWS page, the message, and the program of a warning that only constructs add. */
export function renderConstructWarning(id: ConstructWarningId): string[] {
  return [
    `### ${renderAnchor(id)}${id}`,
    '',
    `**Warning.** ${renderSentence(CONSTRUCT_WARNINGS[id])} [AWS documentation](${CONSTRUCT_WARNING_PAGES[id]})`,
    '',
    `> ${renderMessage(PROGRAMS.findMessage(id))}`,
    '',
    ...PROGRAMS.renderProgram(id),
    '',
  ];
}
