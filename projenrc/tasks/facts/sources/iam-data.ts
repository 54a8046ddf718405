import * as fs from 'fs';
import * as path from 'path';

/** The names of the resource types of each IAM action of ElastiCache. */
export type IamActions = Readonly<Record<string, readonly string[]>>;

interface ActionEntry {
  readonly name: string;
  readonly resourceTypes: readonly { readonly name: string }[];
}

/** Reads the actions of the unpacked package. */
export function readIamData(folder: string): IamActions {
  const file = path.join(folder, 'data', 'actions', 'elasticache.json');
  const actions: Record<string, ActionEntry> = JSON.parse(fs.readFileSync(file, 'utf8'));
  return Object.fromEntries(
    Object.values(actions).map(({ name, resourceTypes }) => [
      `elasticache:${name}`,
      resourceTypes.map((type) => type.name).sort(),
    ]),
  );
}
