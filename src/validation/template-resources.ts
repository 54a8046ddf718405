import type { Template } from './template';
import { TemplateResource } from './template-resource';
import { getOrCreate } from '../private/maps';
import type { EvaluatedSection } from '../template/entry-evaluator';
import { correctKeys } from '../template/resource-keys';
import { isObject } from '../template/values';

/** The resources of a template. They are created when they are read, because a changed template reads only few. */
export class TemplateResources {
  private readonly resources = new Map<string, TemplateResource>();

  constructor(
    private readonly template: Template,
    private readonly section: EvaluatedSection,
  ) {}

  public get(logicalId: string): TemplateResource | undefined {
    const entry = this.section.get(logicalId);
    return isResource(entry)
      ? getOrCreate(
          this.resources,
          logicalId,
          () => new TemplateResource(this.template, logicalId, entry.Type, correctKeys(entry)),
        )
      : undefined;
  }

  public has(logicalId: string): boolean {
    return isResource(this.section.get(logicalId));
  }

  /** The logical ids in the order of the template. */
  public keys(): string[] {
    return [...this.section].filter(([, entry]) => isResource(entry)).map(([logicalId]) => logicalId);
  }
}

/** Whether an entry of the section `Resources` has a type. Loops have none. */
export function isResource(entry: unknown): entry is Readonly<Record<string, unknown>> & { readonly Type: string } {
  return isObject(entry) && typeof entry.Type === 'string';
}
