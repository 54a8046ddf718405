import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PACKAGE_FOLDER, readAssembly } from './installed-package';

interface Snippet {
  /** The code by language. The language $ is TypeScript. */
  readonly translations: Readonly<Record<string, { readonly source: string }>>;
  readonly didCompile?: boolean;
}

const assembly = readAssembly();
const tablet = JSON.parse(gunzipSync(readFileSync(join(PACKAGE_FOLDER, '.jsii.tabl.json.gz'))).toString());
const snippets = Object.values<Snippet>(tablet.snippets);

const README_SNIPPETS = [...assembly.readme.markdown.matchAll(/^```ts.*\n([^]*?)^```$/gm)].map(([, code]) => code);
const EXAMPLES = Object.values<any>(assembly.types)
  .filter(({ docs }) => docs?.example !== undefined)
  .map(({ docs }) => docs.example);

/** Finds the snippet of some TypeScript code. */
function findSnippet(code: string): Snippet | undefined {
  return snippets.find(({ translations }) => translations.$.source.trim() === code.trim());
}

test.each([
  ['README', README_SNIPPETS, 5],
  ['docstrings', EXAMPLES, 30],
])('has the compiled snippets of the %s', (_, codes, minimum) => {
  expect(codes.length).toBeGreaterThanOrEqual(minimum);
  expect(codes.filter((code) => findSnippet(code) === undefined)).toEqual([]);
  expect(codes.filter((code) => !findSnippet(code)!.didCompile)).toEqual([]);
});

test.each([
  ['python', 'elasticache.ServerlessCache(stack, "Cache", vpc=vpc, user_group=user_group)'],
  ['java', 'ServerlessCache.Builder.create(stack, "Cache").vpc(vpc).userGroup(userGroup).build();'],
  ['csharp', 'new ServerlessCache(stack, "Cache", new ServerlessCacheProps { Vpc = vpc, UserGroup = userGroup });'],
  ['go', 'elasticache.NewServerlessCache(stack, jsii.String("Cache"), &ServerlessCacheProps{'],
])('has all snippets in %s', (language, code) => {
  const translations = snippets.map((snippet) => snippet.translations[language]?.source);

  expect(translations.filter((source) => !source)).toEqual([]);
  expect(translations.filter((source) => source.includes(code))).toHaveLength(1);
});
