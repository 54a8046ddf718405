import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CatalogEntry } from './catalog';

/** Where the servers are kept: outside git, shared by all runs. */
export const CACHE_FOLDER = process.env.ENGINES_DIR ?? resolve(__dirname, '../../.engines');

/** The command line that starts this engine, or undefined when it is not in the cache. */
export function findProgram(entry: CatalogEntry<string>): string[] | undefined {
  const root = join(CACHE_FOLDER, entry.name);
  if (!existsSync(root)) {
    return undefined;
  }
  const program =
    entry.sources.some((source) => source.kind === 'debian') && existsSync(join(root, 'usr/bin', entry.program))
      ? join(root, 'usr/bin', entry.program)
      : findFile(root, [entry.program, entry.program.replace('-server', '')]);
  if (!program) {
    return undefined;
  }

  const loader = findLoader(root);
  if (!loader) {
    return [program];
  }
  const libraries = ['lib', 'usr/lib'].flatMap((folder) => multiarchFolders(join(root, folder)));
  return [loader, '--library-path', libraries.join(':'), program];
}

/** The unpacked closure's own dynamic loader: with it, a newer suite's server runs on an older system. */
function findLoader(root: string): string | undefined {
  const folders = ['lib', 'usr/lib'].flatMap((folder) => multiarchFolders(join(root, folder)));
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /^ld-linux.*\.so\.\d+$/.test(name))
      .map((name) => join(folder, name)),
  )[0];
}

function multiarchFolders(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('-linux-gnu'))
        .map((name) => join(folder, name))
    : [];
}

function findFile(folder: string, names: string[]): string | undefined {
  for (const item of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, item.name);
    const found = item.isDirectory() ? findFile(path, names) : names.includes(item.name) ? path : undefined;
    if (found) {
      return found;
    }
  }
  return undefined;
}
