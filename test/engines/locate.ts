import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CatalogEntry } from './catalog';

/** The folder of the installed servers, which git ignores. */
export const CACHE_FOLDER = process.env.ENGINES_DIR ?? resolve(__dirname, '../../.engines');

/** Finds the command line that starts an engine. Returns undefined when the engine is not installed. */
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

/** Finds the dynamic loader among the unpacked packages, which runs servers of newer suites on older systems. */
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
    if (!item.isDirectory() && names.includes(item.name)) {
      return path;
    }
    const found = item.isDirectory() ? findFile(path, names) : undefined;
    if (found) {
      return found;
    }
  }
  return undefined;
}
