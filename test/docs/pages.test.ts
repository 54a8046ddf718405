import * as path from 'path';
import * as ts from 'typescript';
import { PAGES, renderProgram, ROOT, findSnippets } from './pages';
import { synthesizeSnippet } from './synthesize';

const SNIPPETS = PAGES.flatMap((page) => findSnippets(page));

/** Compiles files that exist only in memory. */
function findCompileErrors(files: Map<string, string>): string[] {
  const config = ts.readConfigFile(path.join(ROOT, 'tsconfig.dev.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config.config, include: [] }, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists.call(host, name);
  host.readFile = (name) => files.get(name) ?? readFile.call(host, name);
  host.getSourceFile = (name, ...rest) =>
    files.has(name)
      ? ts.createSourceFile(name, files.get(name)!, ts.ScriptTarget.ES2022)
      : getSourceFile.call(host, name, ...rest);

  const program = ts.createProgram([...files.keys()], { ...options, noUnusedLocals: false }, host);
  // TS1184: the fixture wraps snippets, which contain declarations, in a function.
  const modifiersCannotAppearHere = 1184;
  return [...files.keys()]
    .flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)))
    .filter(({ code }) => code !== modifiersCannotAppearHere)
    .map(
      ({ file, messageText }) =>
        `${path.basename(file!.fileName)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}

test('every snippet of README and docs compiles', () => {
  const files = new Map(
    SNIPPETS.map((snippet) => [
      path.join(ROOT, 'examples', `${snippet.page.replace(/\W/g, '-')}-${snippet.number}.ts`),
      renderProgram(snippet),
    ]),
  );

  expect(files.size).toBeGreaterThan(10);
  expect(findCompileErrors(files)).toEqual([]);
}, 60_000);

test.each(SNIPPETS.map((snippet) => [`${snippet.page}, ${snippet.number}`, snippet] as const))(
  'snippet can be synthesized: %s',
  (_, snippet) => {
    // Validation plugins print their report.
    jest.spyOn(console, 'error').mockImplementation();

    expect(synthesizeSnippet(snippet).stacks.length).toBeGreaterThan(0);
  },
);
