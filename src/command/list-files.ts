import * as fs from 'fs';
import * as path from 'path';

/**
 * Lists the files in a folder and its subfolders, in alphabetical order. Follows links to folders, and lists each
 * folder once.
 *
 * @param isIncluded whether to list a subfolder with a name
 * @returns the paths relative to the folder
 */
export function listFiles(folder: string, isIncluded: (name: string) => boolean): string[] {
  const visited = new Set<string>();
  const list = (relativeFolder: string): string[] => {
    const current = path.join(folder, relativeFolder);
    const realPath = fs.realpathSync(current);
    if (visited.has(realPath)) {
      return [];
    }
    visited.add(realPath);
    return fs
      .readdirSync(current)
      .sort()
      .flatMap((name) => {
        const relativePath = path.join(relativeFolder, name);
        if (!isFolder(path.join(folder, relativePath))) {
          return [relativePath];
        }
        return isIncluded(name) ? list(relativePath) : [];
      });
  };
  return list('');
}

/** Whether a path is a folder. Links to missing files, and links to each other, are not. */
function isFolder(file: string): boolean {
  try {
    return fs.statSync(file).isDirectory();
  } catch {
    return false;
  }
}
