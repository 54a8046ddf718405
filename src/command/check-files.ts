import * as fs from 'fs';
import * as path from 'path';
import { checkTemplate } from './check-template';
import type { InputFile } from './inputs';
import type { NestedStack } from './nested-stacks';
import { applyParameters, listNestedStacks } from './nested-stacks';
import type { ReadTemplate } from './read-templates';
import { readTemplates } from './read-templates';
import type { InputError, LocatedFinding, TemplateResult } from './report';
import type { Settings } from './settings';
import { formatReadError } from './value-file';
import { TemplateSyntaxError } from '../template/source-text';

/** The maximum number of nested stacks of a file. Templates that contain each other can have many more. */
const MAX_NESTED_TEMPLATES = 1000;

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
  const checks = files.map((file) => {
    const check = new FileCheck(settings, workingFolder);
    check.run(file);
    return check;
  });
  const roots = selectRoots(checks);
  const results = new Map(roots.flatMap((check) => [...check.results]));
  return {
    results: removeRepeatedFindings([...results.values()]),
    errors: removeRepeated(roots.flatMap(({ errors }) => errors)),
    notes: removeRepeated(roots.flatMap(({ notes }) => notes)),
  };
}

/** The template of a nested stack. */
interface NestedFile extends InputFile {
  readonly stack: NestedStack;

  /** The nested stack and the file of its parent stack, for messages. */
  readonly description: string;
}

/** A template with the settings for its check. */
interface PreparedTemplate {
  readonly template: ReadTemplate;
  readonly settings: Settings;
}

/** Checks a file, and the local templates of its nested stacks. */
class FileCheck {
  /** The results by file and parameters, because equal parameters have equal results. */
  public readonly results = new Map<string, TemplateResult>();
  public readonly errors: InputError[] = [];
  public readonly notes: string[] = [];

  /** The path of the file. */
  public path: string = '';

  /** The paths of the templates of nested stacks. */
  public readonly nestedPaths = new Set<string>();

  private readonly checkedKeys = new Set<string>();

  constructor(
    private readonly settings: Settings,
    private readonly workingFolder: string,
  ) {}

  public run(file: InputFile): void {
    this.path = this.findRealPath(file.name);
    this.check(file, [this.path]);
  }

  /** @param chain the paths of the file and of the templates that contain it */
  private check(file: InputFile | NestedFile, chain: readonly string[]): void {
    try {
      const text = file.read();
      const templates = readTemplates(text).map((template) => this.prepare(file, template));
      const results = templates.map(({ template, settings }) => checkTemplate(file.name, text, template, settings));
      results.forEach((result, index) => this.results.set(`${createKey(file)} ${index}`, result));
      for (const { template, settings } of templates) {
        listNestedStacks(template, settings.inputs).forEach((stack) => this.checkNested(file, stack, chain));
      }
    } catch (error) {
      const position = error instanceof TemplateSyntaxError ? error.position : undefined;
      this.errors.push({ file: file.name, message: formatReadError(error as Error), ...position });
    }
  }

  private prepare(file: InputFile | NestedFile, parsed: ReadTemplate): PreparedTemplate {
    const { settings } = this;
    if (!('stack' in file)) {
      return { template: parsed, settings };
    }
    const { template, parameters } = applyParameters(parsed, file.stack);
    const inputs = { ...settings.inputs, parameters, nestedStack: file.description };
    return { template, settings: { ...settings, inputs } };
  }

  private checkNested(parent: InputFile, stack: NestedStack, chain: readonly string[]): void {
    const { logicalId, location, locationProperty } = stack;
    const name = path.isAbsolute(location) ? location : path.join(path.dirname(parent.name), location);
    const file = path.resolve(this.workingFolder, name);
    if (!isFile(file)) {
      this.notes.push(
        `${parent.name}: The nested stack '${logicalId}' was not checked, because the file ${name} does not exist. Check '${locationProperty}'.`,
      );
      return;
    }
    const description = `nested stack '${logicalId}' of ${parent.name}`;
    const nested: NestedFile = { name, read: () => fs.readFileSync(file, 'utf8'), stack, description };
    const realPath = this.findRealPath(name);
    const key = createKey(nested);
    if (chain.includes(realPath) || this.checkedKeys.has(key)) {
      return;
    }
    if (this.checkedKeys.size === MAX_NESTED_TEMPLATES) {
      this.notes.push(
        `${parent.name}: Not all nested stacks were checked, because there are more than ${MAX_NESTED_TEMPLATES}. Check their templates separately.`,
      );
      return;
    }
    this.checkedKeys.add(key);
    this.nestedPaths.add(realPath);
    this.check(nested, [...chain, realPath]);
  }

  /** Returns the path without links, because links to folders can create endless chains. */
  private findRealPath(name: string): string {
    const file = path.resolve(this.workingFolder, name);
    return isFile(file) ? fs.realpathSync(file) : file;
  }
}

/** Whether a file exists. Invalid paths, and paths that are too long, do not. */
function isFile(file: string): boolean {
  try {
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Identifies a template with its parameters. */
function createKey(file: InputFile | NestedFile): string {
  const stack = 'stack' in file ? [...file.stack.parameters, file.stack.hasOtherParameters] : [];
  return JSON.stringify([file.name, ...stack]);
}

/** Selects the files that are not templates of nested stacks, and the first file of each cycle. */
function selectRoots(checks: readonly FileCheck[]): FileCheck[] {
  const nestedPaths = new Set(checks.flatMap((check) => [...check.nestedPaths]));
  const isNested = (check: FileCheck) => nestedPaths.has(check.path);
  const roots = new Set<FileCheck>();
  const covered = new Set<string>();
  for (const candidate of [...checks.filter((check) => !isNested(check)), ...checks.filter(isNested)]) {
    if (!covered.has(candidate.path)) {
      roots.add(candidate);
      candidate.nestedPaths.forEach((file) => covered.add(file));
    }
  }
  return checks.filter((check) => roots.has(check));
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
