import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';
import { ROOT } from './pages';
import type { Snippet } from './pages';

/** Finds the examples in the docstrings of the sources. */
export function findDocstringExamples(): Snippet[] {
  return fs
    .readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .flatMap((file) => findExamples(path.join('src', file)));
}

function findExamples(file: string): Snippet[] {
  const source = ts.createSourceFile(
    file,
    fs.readFileSync(path.join(ROOT, file), 'utf8'),
    ts.ScriptTarget.ES2022,
    true,
  );
  const tags = new Set<ts.JSDocTag>();
  const visit = (node: ts.Node) => {
    ts.getJSDocTags(node).forEach((tag) => tags.add(tag));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...tags]
    .filter(({ tagName }) => tagName.text === 'example')
    .map(({ comment }, index) => ({
      page: file,
      number: index + 1,
      code: ts.getTextOfJSDocComment(comment)!,
      isStandalone: false,
    }));
}
