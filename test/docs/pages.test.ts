import * as path from 'path';
import * as ts from 'typescript';
import { PAGES, programOf, ROOT, snippetsIn } from './pages';
import { synthesise } from './synthesise';

const SNIPPETS = PAGES.flatMap((page) => snippetsIn(page));

/** What TypeScript says of files that exist only here. */
function problems(files: Map<string, string>): string[] {
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
  const declareInFunction = 1184; // snippets declare what they are given; in the fixture they stand in a function
  return [...files.keys()]
    .flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)))
    .filter(({ code }) => code !== declareInFunction)
    .map(
      ({ file, messageText }) =>
        `${path.basename(file!.fileName)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}

test('every snippet of README and docs compiles', () => {
  const files = new Map(
    SNIPPETS.map((snippet) => [
      path.join(ROOT, 'examples', `${snippet.page.replace(/\W/g, '-')}-${snippet.number}.ts`),
      programOf(snippet),
    ]),
  );

  expect(files.size).toBeGreaterThan(10);
  expect(problems(files)).toEqual([]);
}, 60_000);

test.each(SNIPPETS.map((snippet) => [`${snippet.page}, ${snippet.number}`, snippet] as const))(
  'the snippet is synthesised: %s',
  (_, snippet) => {
    jest.spyOn(console, 'error').mockImplementation(); // the report of a plugin

    expect(synthesise(snippet).stacks.length).toBeGreaterThan(0);
  },
);
