import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';

/** Generated code, whose texts are elsewhere. */
const GENERATED = ['src/user/function-code.ts'];

/** The library, and its Lambda functions. */
const FOLDERS = ['src', 'lambda'];

/** Reads the sources of the library. */
export function readSourceFiles(): ts.SourceFile[] {
  return FOLDERS.flatMap((folder) =>
    fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  )
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => !GENERATED.includes(file))
    .sort()
    .map((file) => ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
}

/** The line of a position, starting at 0. */
export function getLine(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line;
}

/**
 * A page with the texts of a source file. Each text is in the same line as in the source, so that a finding on the page
 * leads to the source.
 */
export class SourcePage {
  private readonly lines: string[];

  constructor(source: ts.SourceFile) {
    this.lines = source.getLineStarts().map(() => '');
  }

  /** Adds text to a line. */
  public add(line: number, text: string) {
    this.lines[line] = [this.lines[line], text].filter((part) => part).join(' ');
  }

  public render(): string {
    return this.lines.join('\n');
  }
}
