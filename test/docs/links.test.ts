import * as fs from 'fs';
import * as path from 'path';
import { pagesIn, PAGES, ROOT, textOf } from './pages';

/** All pages, also those without snippets. */
const ALL = [...PAGES, 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...pagesIn('docs/decisions')];

/** The text of a page without its code, in which nothing is a link or a heading. */
function prose(text: string): string {
  return text.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));
}

/**
 * The anchors that GitHub gives the headings of a page: lower case, hyphens for blanks, no punctuation, the second of a
 * kind counted.
 */
function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return [...prose(text).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replace(/ /g, '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count ? `${slug}-${count}` : slug;
  });
}

/** Files and folders of the repository as they are seen on GitHub. */
const REPOSITORY = `${JSON.parse(textOf('package.json')).repository.url.replace(/\.git$/, '')}/`;
const ON_GITHUB = { file: `${REPOSITORY}blob/main/`, folder: `${REPOSITORY}tree/main/` };

const linksOf = (page: string) => [...prose(textOf(page)).matchAll(/\]\(([^)\s]*)\)/g)].map(([, link]) => link);
const isElsewhere = (link: string) => /^https?:/.test(link) && !link.startsWith(REPOSITORY);

/** Where a link leads: the path from the root of the repository, and the heading. */
function targetOf(page: string, link: string): { file: string; anchor?: string } {
  const [target, anchor] = link.split('#');
  const begin = Object.values(ON_GITHUB).find((url) => target.startsWith(url));
  return { file: begin ? target.slice(begin.length) : target ? path.join(path.dirname(page), target) : page, anchor };
}

/** The links of a page that lead nowhere: to no file, or to no heading of it. */
function deadLinks(page: string): string[] {
  return linksOf(page)
    .filter((link) => !isElsewhere(link))
    .filter((link) => {
      const { file, anchor } = targetOf(page, link);
      return (
        !fs.existsSync(path.join(ROOT, file)) || (anchor !== undefined && !anchorsOf(textOf(file)).includes(anchor))
      );
    })
    .map((link) => `${page}: ${link}`);
}

test('headings have the anchors that GitHub gives them', () => {
  const text = '# A `Cache`, two\n\n```sh\n# not a heading\n```\n\n## What it is\n\n## What it is\n';

  expect(anchorsOf(text)).toEqual(['a-cache-two', 'what-it-is', 'what-it-is-1']);
});

test('every link between the pages leads to a file, and to a heading of it', () => {
  expect(ALL.flatMap(deadLinks)).toEqual([]);
});

test('links of the README are absolute, to files or folders as GitHub shows them: it is read on PyPI too, and in packages of all languages', () => {
  const wrong = linksOf('README.md')
    .filter((link) => !link.startsWith('#') && !isElsewhere(link))
    .filter((link) => {
      const { file } = targetOf('README.md', link);
      return !link.startsWith(fs.statSync(path.join(ROOT, file)).isDirectory() ? ON_GITHUB.folder : ON_GITHUB.file);
    });

  expect(wrong).toEqual([]);
});

test('every page of docs, and the folder of decisions, is on the map of the README', () => {
  const [, map] = textOf('README.md').split('\n## More\n');

  expect(
    [...pagesIn('docs').map((page) => ON_GITHUB.file + page), `${ON_GITHUB.folder}docs/decisions`].filter(
      (url) => !map.includes(`](${url})`),
    ),
  ).toEqual([]);
});

test('every decision is on the list of decisions', () => {
  const list = textOf('docs/decisions/README.md');
  const decisions = pagesIn('docs/decisions')
    .map((page) => path.basename(page))
    .filter((file) => file !== 'README.md');

  expect(decisions.filter((file) => !list.includes(`](${file})`))).toEqual([]);
});

test('no page names a path of the machine on which it was written', () => {
  const named = ALL.flatMap((page) =>
    [...textOf(page).matchAll(/(?<![\w.:/-])\/(?:tmp|work|home|root|Users|private|var\/folders)\/\S*/g)].map(
      ([found]) => `${page}: ${found}`,
    ),
  );

  expect(named).toEqual([]);
});
