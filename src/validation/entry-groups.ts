import type { TemplateEntries, TemplateEntry } from './template-entries';
import { groupBy } from '../private/maps';

/** An entry of a group, with what it has in addition. */
export interface GroupMember {
  readonly key: string;
  readonly entry: TemplateEntry;

  /** The attribute of a reference in the entry. */
  readonly attribute?: string;
}

/**
 * Groups the entries of a template by keys. The groups of a changed template contain only the changed entries, and the
 * other ones are found in the groups of the original template.
 */
export class EntryGroups {
  private groups?: ReadonlyMap<string, readonly GroupMember[]>;

  constructor(
    private readonly entries: TemplateEntries,
    private readonly listKeys: (entry: TemplateEntry) => readonly Omit<GroupMember, 'entry'>[],
    private readonly original?: EntryGroups,
  ) {}

  /** Finds the entries with a key, in the order of the template. */
  public find(key: string): readonly GroupMember[] {
    const changed = this.findChanged(key);
    if (!this.original) {
      return changed;
    }
    const unchanged = this.original.find(key).filter(({ entry }) => !this.entries.isChanged(entry));
    return [...unchanged, ...changed].sort((a, b) => a.entry.position - b.entry.position);
  }

  /** Finds only the changed entries with a key. */
  public findChanged(key: string): readonly GroupMember[] {
    this.groups ??= groupBy(
      this.entries.list.flatMap((entry) => this.listKeys(entry).map((member) => ({ ...member, entry }))),
      (member) => member.key,
    );
    return this.groups.get(key) ?? [];
  }
}
