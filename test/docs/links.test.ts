import * as fs from 'fs';
import * as path from 'path';
import { pagesIn, PAGES, ROOT, textOf } from './pages';

/** All pages, also those without snippets. */
const ALL = [...PAGES, 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...pagesIn('docs/decisions')];

/** The text of a page without its code, in which nothing is a link or a heading. */
function prose(text: string): string {
  return text.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, code => code.replace(/[[\]()]/g, ''));
}

/** The anchors that GitHub gives the headings of a page: lower case, hyphens for blanks, no punctuation, the second of a kind counted. */
function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return [...prose(text).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => {
    const slug = heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count ? `${slug}-${count}` : slug;
  });
}

/** The links of a page that lead nowhere: to no file, or to no heading of it. */
function deadLinks(page: string): string[] {
  const links = [...prose(textOf(page)).matchAll(/\]\((?!https?:)([^)\s]*)\)/g)].map(([, link]) => link);
  return links.filter((link) => {
    const [target, anchor] = link.split('#');
    const file = target ? path.join(path.dirname(page), target) : page;
    return !fs.existsSync(path.join(ROOT, file)) || (anchor !== undefined && !anchorsOf(textOf(file)).includes(anchor));
  }).map(link => `${page}: ${link}`);
}

test('headings have the anchors that GitHub gives them', () => {
  const text = '# A `Cache`, two\n\n```sh\n# not a heading\n```\n\n## What it is\n\n## What it is\n';

  expect(anchorsOf(text)).toEqual(['a-cache-two', 'what-it-is', 'what-it-is-1']);
});

test('every link between the pages leads to a file, and to a heading of it', () => {
  expect(ALL.flatMap(deadLinks)).toEqual([]);
});

test('every page of docs, and the folder of decisions, is on the map of the README', () => {
  const [, map] = textOf('README.md').split('\n## More\n');

  expect([...pagesIn('docs'), 'docs/decisions'].filter(page => !map.includes(`](${page})`))).toEqual([]);
});

test('every decision is on the list of decisions', () => {
  const list = textOf('docs/decisions/README.md');
  const decisions = pagesIn('docs/decisions').map(page => path.basename(page)).filter(file => file !== 'README.md');

  expect(decisions.filter(file => !list.includes(`](${file})`))).toEqual([]);
});

test('no page names a path of the machine on which it was written', () => {
  const named = ALL.flatMap(page => [...textOf(page).matchAll(/(?<![\w.:/-])\/(?:tmp|work|home|root|Users|private|var\/folders)\/\S*/g)].map(([found]) => `${page}: ${found}`));

  expect(named).toEqual([]);
});
