import { checkTemplate } from './check-template';
import type { InputFile } from './inputs';
import type { InputError, LocatedFinding, TemplateResult } from './report';
import type { Settings } from './settings';
import type { TemplateFile } from './template-reader';
import { createTemplateError, TemplateReader } from './template-reader';
import { TemplateTree } from './template-tree';

/** The result of checking files. */
export interface CheckedFiles {
  readonly results: TemplateResult[];
  readonly errors: InputError[];

  /** The notes about nested templates that were not checked. */
  readonly notes: string[];
}

/**
 * Checks files and the local templates of their nested stacks. The template of a nested stack is checked with the
 * parameters of the stack. It is not checked again without them if it is also one of the files.
 */
export function checkFiles(files: readonly InputFile[], settings: Settings, workingFolder: string): CheckedFiles {
  const reader = new TemplateReader(settings, workingFolder);
  const trees = selectRoots(files.map((file) => new TemplateTree(file, reader)));
  // Equal parameters have equal results.
  const templates = new Map(trees.flatMap((tree) => [...tree.templates]));
  const checked = [...templates.values()].map((file) => checkFile(file, reader));
  return {
    results: removeRepeatedFindings(checked.flatMap(({ results }) => results)),
    errors: removeRepeated([...trees.flatMap(({ errors }) => errors), ...checked.flatMap(({ errors }) => errors)]),
    notes: removeRepeated(trees.flatMap(({ notes }) => notes)),
  };
}

/** Checks the templates of a file. Returns an error if CloudFormation cannot evaluate one of them. */
function checkFile(file: TemplateFile, reader: TemplateReader): Pick<CheckedFiles, 'results' | 'errors'> {
  try {
    const templates = reader.read(file);
    const results = templates.map(({ text, parsed, settings }) => checkTemplate(file.name, text, parsed, settings));
    return { results, errors: [] };
  } catch (error) {
    return { results: [], errors: [createTemplateError(file, error)] };
  }
}

/** Selects the files that are not templates of nested stacks, and the first file of each cycle. */
function selectRoots(trees: readonly TemplateTree[]): TemplateTree[] {
  const nestedPaths = new Set(trees.flatMap((tree) => [...tree.nestedPaths]));
  const isNested = (tree: TemplateTree) => nestedPaths.has(tree.path);
  const roots = new Set<TemplateTree>();
  const covered = new Set<string>();
  for (const candidate of [...trees.filter((tree) => !isNested(tree)), ...trees.filter(isNested)]) {
    if (!covered.has(candidate.path)) {
      roots.add(candidate);
      candidate.nestedPaths.forEach((file) => covered.add(file));
    }
  }
  return trees.filter((tree) => roots.has(tree));
}

/** Removes the findings that a template also has with other parameters. */
function removeRepeatedFindings(results: readonly TemplateResult[]): TemplateResult[] {
  const reported = new Set<string>();
  const createFindingKey = ({ file, line, column, ruleId, message }: LocatedFinding) =>
    JSON.stringify([file, line, column, ruleId, message]);
  return results.map((result) => {
    const findings = result.findings.filter((finding) => !reported.has(createFindingKey(finding)));
    findings.forEach((finding) => reported.add(createFindingKey(finding)));
    return { ...result, findings };
  });
}

function removeRepeated<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
