import * as fs from 'fs';
import * as path from 'path';
import type { Comparison } from '../difference';
import { compareEntries, toEntries } from '../difference';
import type { Sources } from '../source';

/** Compares the IAM actions that the library grants with the actions that exist. */
export function compareIamActions(actions: readonly string[], { iamData }: Sources): Comparison {
  return compareEntries({
    table: 'IAM actions',
    source: iamData.package,
    ours: toEntries(actions),
    theirs: toEntries(Object.keys(iamData.facts)),
    entriesOf: 'ours',
  });
}

/** Finds the ElastiCache actions in the code of folders. */
export function findIamActions(folders: readonly string[]): string[] {
  const files = folders.flatMap((folder) =>
    fs
      .readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => fs.readFileSync(path.join(folder, file), 'utf8')),
  );
  const actions = files.flatMap((code) => [...code.matchAll(/'(elasticache:[A-Z]\w+)'/g)].map(([, action]) => action));
  return [...new Set(actions)].sort();
}
