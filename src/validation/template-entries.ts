import type { EvaluatedTemplate } from '../template/template-evaluator';

/** A resource or output of a template. */
export interface TemplateEntry {
  readonly section: 'resources' | 'outputs';
  readonly logicalId: string;
  readonly value: unknown;

  /** The position in the template, by which entries are sorted. */
  readonly position: number;
}

/** The resources and outputs of a template. Those of a changed template are only the changed ones. */
export class TemplateEntries {
  public readonly list: readonly TemplateEntry[];
  private readonly positions: ReadonlyMap<string, number>;

  constructor(
    private readonly template: EvaluatedTemplate,
    public readonly original?: TemplateEntries,
  ) {
    const { resources, outputs } = template;
    const [resourceEntries, outputEntries] = original ? [resources.changes, outputs.changes] : [resources, outputs];
    const entries = [
      ...[...resourceEntries].map(([logicalId, value]) => ({ section: 'resources', logicalId, value }) as const),
      ...[...outputEntries].map(([logicalId, value]) => ({ section: 'outputs', logicalId, value }) as const),
    ];
    this.positions = original?.positions ?? new Map(entries.map((entry, index) => [createKey(entry), index]));
    this.list = entries
      .filter(({ value }) => value !== undefined)
      .map((entry) => ({ ...entry, position: this.getPosition(entry) }));
  }

  /** Whether an entry of the original template is changed or removed. */
  public isChanged({ section, logicalId }: Pick<TemplateEntry, 'section' | 'logicalId'>): boolean {
    return this.original !== undefined && this.template[section].changes.has(logicalId);
  }

  public getPosition(entry: Pick<TemplateEntry, 'section' | 'logicalId'>): number {
    return this.positions.get(createKey(entry))!;
  }
}

/** A resource and an output can have the same logical id. */
function createKey({ section, logicalId }: Pick<TemplateEntry, 'section' | 'logicalId'>): string {
  return `${section} ${logicalId}`;
}
