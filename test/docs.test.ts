import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';

const ROOT = path.join(__dirname, '..');
const FIXTURE = fs.readFileSync(path.join(ROOT, 'rosetta', 'default.ts-fixture'), 'utf8');
const PAGES = ['README.md', ...fs.readdirSync(path.join(ROOT, 'docs')).filter(file => file.endsWith('.md')).map(file => `docs/${file}`)];

/** The TypeScript snippets of a page, each in the fixture in which rosetta compiles those of the README. */
function snippets(page: string): Map<string, string> {
  const text = fs.readFileSync(path.join(ROOT, page), 'utf8');
  const blocks = [...text.matchAll(/^```ts( nofixture)?\n([^]*?)^```$/gm)];
  return new Map(blocks.map(([, nofixture, code], index) => [
    path.join(ROOT, 'examples', `${page.replace(/\W/g, '-')}-${index + 1}.ts`), nofixture ? code : FIXTURE.replace('/// here', code),
  ]));
}

/** What TypeScript says of files that exist only here. */
function problems(files: Map<string, string>): string[] {
  const config = ts.readConfigFile(path.join(ROOT, 'tsconfig.dev.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config.config, include: [] }, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = name => files.has(name) || fileExists.call(host, name);
  host.readFile = name => files.get(name) ?? readFile.call(host, name);
  host.getSourceFile = (name, ...rest) => files.has(name)
    ? ts.createSourceFile(name, files.get(name)!, ts.ScriptTarget.ES2022) : getSourceFile.call(host, name, ...rest);

  const program = ts.createProgram([...files.keys()], { ...options, noUnusedLocals: false }, host);
  const declareInFunction = 1184; // snippets declare what they are given; in the fixture they stand in a function
  return [...files.keys()].flatMap(file => program.getSemanticDiagnostics(program.getSourceFile(file)))
    .filter(({ code }) => code !== declareInFunction)
    .map(({ file, messageText }) => `${path.basename(file!.fileName)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

test('every snippet of README and docs compiles', () => {
  const files = new Map(PAGES.flatMap(page => [...snippets(page)]));

  expect(files.size).toBeGreaterThan(10);
  expect(problems(files)).toEqual([]);
}, 60_000);

test('every link between the pages leads somewhere', () => {
  const dead = PAGES.concat('ARCHITECTURE.md', 'CONTRIBUTING.md').flatMap((page) => {
    const links = [...fs.readFileSync(path.join(ROOT, page), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)];
    return links.map(([, target]) => target).filter(target => !fs.existsSync(path.join(ROOT, path.dirname(page), target))).map(target => `${page}: ${target}`);
  });

  expect(dead).toEqual([]);
});
