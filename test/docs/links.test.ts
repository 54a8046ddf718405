import * as fs from 'fs';
import * as path from 'path';
import { listPages, PAGES, ROOT, readPage } from './pages';

const ALL_PAGES = [
  ...PAGES,
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'test/e2e/emulator/README.md',
  ...listPages('docs/decisions'),
];

/** Removes code, which contains no links or headings. */
function removeCode(text: string): string {
  return text.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));
}

/** The ids of HTML elements are anchors, too. */
const ELEMENT = /<a id="([^"]+)"><\/a>/g;

/** GitHub's anchors are in lower case, with hyphens for spaces, without punctuation, and numbered if repeated. */
function listAnchors(text: string): string[] {
  const seen = new Map<string, number>();
  const markdown = removeCode(text);
  const ids = [...markdown.matchAll(ELEMENT)].map(([, id]) => id);
  const slugs = [...markdown.replace(ELEMENT, '').matchAll(/^#+ (.+)$/gm)].map(([, heading]) => {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replace(/ /g, '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count ? `${slug}-${count}` : slug;
  });
  return [...slugs, ...ids];
}

const REPOSITORY = `${JSON.parse(readPage('package.json')).repository.url.replace(/\.git$/, '')}/`;
const ON_GITHUB = { file: `${REPOSITORY}blob/main/`, folder: `${REPOSITORY}tree/main/` };

const findLinks = (page: string) =>
  [...removeCode(readPage(page)).matchAll(/\]\(([^)\s]*)\)/g)].map(([, link]) => link);
const isExternal = (link: string) => /^https?:/.test(link) && !link.startsWith(REPOSITORY);

/** Resolves the target of a link: its path from the root of the repository, and the anchor. */
function resolveLink(page: string, link: string): { file: string; anchor?: string } {
  const [target, anchor] = link.split('#');
  const prefix = Object.values(ON_GITHUB).find((url) => target.startsWith(url));
  if (prefix) {
    return { file: target.slice(prefix.length), anchor };
  }
  return { file: target ? path.join(path.dirname(page), target) : page, anchor };
}

function findDeadLinks(page: string): string[] {
  return findLinks(page)
    .filter((link) => !isExternal(link))
    .filter((link) => {
      const { file, anchor } = resolveLink(page, link);
      if (!fs.existsSync(path.join(ROOT, file))) {
        return true;
      }
      return anchor !== undefined && !listAnchors(readPage(file)).includes(anchor);
    })
    .map((link) => `${page}: ${link}`);
}

test('lists the anchors that GitHub generates for headings, and the ids of elements', () => {
  const text = '# A `Cache`, two\n\n```sh\n# not a heading\n```\n\n## What it is\n\n## <a id="It.Is"></a>What it is\n';

  expect(listAnchors(text)).toEqual(['a-cache-two', 'what-it-is', 'what-it-is-1', 'It.Is']);
});

test('every link between pages has an existing file and heading', () => {
  expect(ALL_PAGES.flatMap(findDeadLinks)).toEqual([]);
});

test('README links are absolute, so that they work on package registries', () => {
  const wrong = findLinks('README.md')
    .filter((link) => !link.startsWith('#') && !isExternal(link))
    .filter((link) => {
      const { file } = resolveLink('README.md', link);
      return !link.startsWith(fs.statSync(path.join(ROOT, file)).isDirectory() ? ON_GITHUB.folder : ON_GITHUB.file);
    });

  expect(wrong).toEqual([]);
});

test('README links to every page of docs, and to the decisions', () => {
  const [, map] = readPage('README.md').split('\n## More\n');

  expect(
    [...listPages('docs').map((page) => ON_GITHUB.file + page), `${ON_GITHUB.folder}docs/decisions`].filter(
      (url) => !map.includes(`](${url})`),
    ),
  ).toEqual([]);
});

test('the list of decisions is complete', () => {
  const list = readPage('docs/decisions/README.md');
  const decisions = listPages('docs/decisions')
    .map((page) => path.basename(page))
    .filter((file) => file !== 'README.md');

  expect(decisions.filter((file) => !list.includes(`](${file})`))).toEqual([]);
});

test('no page contains paths of the machine where it was written', () => {
  const named = ALL_PAGES.flatMap((page) =>
    [...readPage(page).matchAll(/(?<![\w.:/-])\/(?:tmp|work|home|root|Users|private|var\/folders)\/\S*/g)].map(
      ([found]) => `${page}: ${found}`,
    ),
  );

  expect(named).toEqual([]);
});
