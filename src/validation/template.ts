import type { AttributeUse } from './attribute-uses';
import { createSource } from './attribute-uses';
import type { GroupMember } from './entry-groups';
import { EntryGroups } from './entry-groups';
import { normalizeReference } from './physical-names';
import type { ResourceEnvironment } from './property-reader';
import type { TemplateEntry } from './template-entries';
import { TemplateEntries } from './template-entries';
import type { ReferenceSource } from './template-finding';
import { TemplateIndex } from './template-index';
import type { TemplateResource } from './template-resource';
import { isResource, TemplateResources } from './template-resources';
import { findReferences, findTextReferences, parseTextParts, removePrefix } from './text-parts';
import { getOrCreate, groupBy } from '../private/maps';
import { isLoopKey } from '../template/loops';
import { isCompleteTemplate } from '../template/resource-keys';
import type { EvaluatedTemplate } from '../template/template-evaluator';
import { containsTransform, hasMacro, listTransforms } from '../template/transforms';
import { isObject, toObject } from '../template/values';

/** The types of resources whose name is only a part of a reference, for example of a dynamic reference to a secret. */
const TYPES_IN_TEXT: readonly string[] = ['AWS::S3::Bucket', 'AWS::SecretsManager::Secret'];

/** A CloudFormation template, in which cross-resource rules find related resources. */
export class Template {
  /** The resources by logical id. Omits entries of `Resources` without a type, such as `Fn::ForEach`. */
  public readonly resources: TemplateResources;

  public readonly index: TemplateIndex;

  private readonly entries: TemplateEntries;
  private readonly entriesByType: EntryGroups;
  private readonly entriesByName: EntryGroups;
  private readonly entriesByUniqueName: EntryGroups;
  private readonly entriesByReference: EntryGroups;
  private renamedTypes?: ReadonlySet<string>;
  private completeness?: boolean;
  private completed?: Template;
  private references?: ReadonlyMap<string, readonly ReferenceSource[]>;

  /**
   * @param environment the account and Region of the resources, which can be unresolved
   * @param original the template of which this one is a change. Only the changed entries are read again.
   * @param isCompleted whether all properties that macros can add exist. They are unresolved.
   */
  constructor(
    private readonly template: EvaluatedTemplate,
    public readonly environment?: Partial<ResourceEnvironment>,
    private readonly original?: Template,
    public readonly isCompleted: boolean = false,
  ) {
    this.resources = new TemplateResources(this, template.resources);
    this.index = new TemplateIndex(this, original?.index);
    this.entries = new TemplateEntries(template, original?.entries);
    this.entriesByType = new EntryGroups(this.entries, (entry) => listTypes(entry), original?.entriesByType);
    this.entriesByName = this.groupResources(({ nameKey }) => nameKey, original?.entriesByName);
    this.entriesByUniqueName = this.groupResources(({ uniqueNameKey }) => uniqueNameKey, original?.entriesByUniqueName);
    this.entriesByReference = new EntryGroups(this.entries, listReferences, original?.entriesByReference);
  }

  /** The template with all properties that macros can add during the deployment. Not set without macros. */
  public get completedTemplate(): Template | undefined {
    const { source } = this.template;
    const canChange = hasMacro(source) || containsTransform(source);
    if (canChange && !this.isCompleted) {
      this.completed ??= new Template(this.template, this.environment, this.original?.completedTemplate, true);
    }
    return this.completed;
  }

  /** Whether CloudFormation or a macro transforms the template, which can remove null values. */
  public get hasTransforms(): boolean {
    return listTransforms(this.template.source).length > 0;
  }

  /** Whether a macro can add properties to all resources. */
  public get hasMacro(): boolean {
    return hasMacro(this.template.source);
  }

  /**
   * Finds the resource that a value refers to by `Ref`, by `Fn::GetAtt`, or by an equal name, also in `Fn::Join` and
   * `Fn::Sub`. CloudFormation generates names during deployment, so a literal name matches only a specified name.
   *
   * @param prefix the text before the name, for example `replication-group/`
   * @returns the resource, or undefined if it is not in the template or the value is not resolved
   */
  public find(value: unknown, type: string, prefix: string = ''): TemplateResource | undefined {
    const part = removePrefix(parseTextParts(value), prefix);
    const name = typeof part === 'string' ? normalizeReference(type, part, this.environment) : JSON.stringify(value);
    const namedResource = this.findByName(name, type).at(-1);
    if (namedResource || part === undefined || typeof part === 'string') {
      return namedResource;
    }
    const resource = this.resources.get(part.logicalId);
    return resource?.type === type ? resource : undefined;
  }

  /**
   * Finds the resource to which a literal name probably refers. The name matches the name or logical id of the
   * resource, or the resource is the only one of its type, has no name, and is not referenced elsewhere.
   *
   * @param prefix the text before the name, for example `replication-group/`
   */
  public findIntended(text: string, type: string, prefix: string = ''): TemplateResource | undefined {
    const part = removePrefix(parseTextParts(text), prefix);
    if (typeof part !== 'string') {
      return undefined;
    }
    const resource =
      this.find(text, type, prefix) ?? this.resources.get(part) ?? this.findUnreferencedResource(part, type);
    return resource?.type === type ? resource : undefined;
  }

  /** Finds the bucket or secret to which a joined text refers, such as the ARN of a file. */
  public findInText(value: unknown, type: string): TemplateResource | undefined {
    if (!TYPES_IN_TEXT.includes(type)) {
      return undefined;
    }
    const resources = findTextReferences(value).map(({ logicalId }) => this.resources.get(logicalId));
    const [resource, ...others] = new Set(resources.filter((candidate) => candidate?.type === type));
    return others.length === 0 ? resource : undefined;
  }

  /** Finds the uses of the attributes of a resource, including `Ref`. An entry uses an attribute once. */
  public findAttributeUses(logicalId: string): AttributeUse[] {
    const uses = new Map<string, AttributeUse>();
    for (const { attribute, entry } of this.entriesByReference.find(logicalId)) {
      getOrCreate(uses, JSON.stringify([attribute, entry.section, entry.logicalId]), () => ({
        attribute: attribute ?? 'Ref',
        source: createSource(entry, logicalId, attribute),
        formatUser: () => this.formatUser(entry),
      }));
    }
    return [...uses.values()];
  }

  /** Finds the references to a resource in the section `Conditions`. */
  public findConditionReferences(logicalId: string): readonly ReferenceSource[] {
    return this.conditionReferences.get(logicalId) ?? [];
  }

  /** Whether a resource or parameter exists. Pseudo parameters always exist. */
  public isDefined(name: string): boolean {
    return name.startsWith('AWS::') || this.template.resources.has(name) || this.template.parameters.has(name);
  }

  /** Whether the template defines a resource, even if its condition is false. */
  public isDeclared(logicalId: string): boolean {
    return Object.hasOwn(toObject(this.template.source.Resources), logicalId);
  }

  public hasCondition(name: string): boolean {
    const conditions = toObject(this.template.source.Conditions);
    return Object.hasOwn(conditions, name) || Object.keys(conditions).some(isLoopKey);
  }

  /** Whether the template has a format version, in contrast to synthesized templates and fragments for other tools. */
  public get hasFormatVersion(): boolean {
    return this.template.source.AWSTemplateFormatVersion !== undefined;
  }

  /** The section `Mappings`. */
  public get mappings(): unknown {
    return this.template.source.Mappings;
  }

  /** Returns the type of a parameter, or undefined if there is no such parameter. */
  public readParameterType(name: string): string | undefined {
    return this.template.parameters.get(name)?.type;
  }

  /** The names of the resources and parameters. */
  public get definedNames(): string[] {
    return [...this.resources.keys(), ...this.template.parameters.keys()];
  }

  /** Whether the template contains all its resources. */
  public get isComplete(): boolean {
    return this.original?.isComplete ?? (this.completeness ??= isCompleteTemplate(this.template.source));
  }

  /** Finds the resources of a type with a name: a literal in lowercase, or an intrinsic function as JSON. */
  public findByName(name: string, type: string): readonly TemplateResource[] {
    return this.toResources(this.entriesByName.find(`${type} ${name}`));
  }

  /** Finds the resources of a type with the same unique name. */
  public findByUniqueName(name: string, type: string): readonly TemplateResource[] {
    return this.toResources(this.entriesByUniqueName.find(`${type} ${name}`));
  }

  public findByType(type: string): readonly TemplateResource[] {
    return this.toResources(this.entriesByType.find(type));
  }

  /** Finds the resources of a type that are different in the original template. */
  public findChanged(type: string): readonly TemplateResource[] {
    return this.toResources(this.entriesByType.findChanged(type));
  }

  /** Whether a resource of the original template is different or does not exist. */
  public isChanged(logicalId: string): boolean {
    return this.template.resources.changes.has(logicalId);
  }

  /** Whether a resource of a type has another name in the original template, or exists only there. */
  public hasRenamed(type: string): boolean {
    this.renamedTypes ??= this.findRenamedTypes();
    return this.renamedTypes.has(type);
  }

  /** Sorts resources by their order in the template. */
  public sort(resources: readonly TemplateResource[]): readonly TemplateResource[] {
    const getPosition = ({ logicalId }: TemplateResource) =>
      this.entries.getPosition({ section: 'resources', logicalId });
    return [...resources].sort((a, b) => getPosition(a) - getPosition(b));
  }

  /** Finds the only resource of a type, if it is unnamed and unreferenced, and the name is not defined elsewhere. */
  private findUnreferencedResource(name: string, type: string): TemplateResource | undefined {
    const [resource, ...others] = this.index.ofType(type);
    const isOnlyUnnamedResource = resource && others.length === 0 && resource.physicalName === undefined;
    if (!isOnlyUnnamedResource || !type.startsWith('AWS::ElastiCache::') || this.isDefinedElsewhere(name)) {
      return undefined;
    }
    return this.entriesByReference.find(resource.logicalId).length > 0 ? undefined : resource;
  }

  /** Whether a name belongs to a default group of AWS, a pseudo parameter, or a parameter of the template. */
  private isDefinedElsewhere(name: string): boolean {
    return name.startsWith('default') || name.startsWith('AWS::') || this.template.parameters.has(name);
  }

  /** The references in the section `Conditions`, by the name to which they refer. */
  private get conditionReferences(): ReadonlyMap<string, readonly ReferenceSource[]> {
    return this.original?.conditionReferences ?? (this.references ??= findConditionReferences(this.template.source));
  }

  private groupResources(
    getKey: (resource: TemplateResource) => string | undefined,
    original: EntryGroups | undefined,
  ): EntryGroups {
    const listKeys = ({ section, logicalId }: TemplateEntry) => {
      const resource = section === 'resources' ? this.resources.get(logicalId) : undefined;
      const key = resource && getKey(resource);
      return key === undefined ? [] : [{ key }];
    };
    return new EntryGroups(this.entries, listKeys, original);
  }

  private toResources(entries: readonly GroupMember[]): TemplateResource[] {
    return entries.map(({ entry }) => this.resources.get(entry.logicalId)!);
  }

  private formatUser({ section, logicalId }: TemplateEntry): string {
    return section === 'outputs' ? `Output '${logicalId}'` : String(this.resources.get(logicalId) ?? `'${logicalId}'`);
  }

  private findRenamedTypes(): ReadonlySet<string> {
    const originals = [...this.template.resources.changes.keys()]
      .map((logicalId) => this.original!.resources.get(logicalId))
      .filter((resource) => resource !== undefined);
    const renamed = originals.filter(({ logicalId, nameKey }) => {
      const resource = this.resources.get(logicalId);
      return !resource || resource.nameKey !== nameKey;
    });
    return new Set(renamed.map(({ type }) => type));
  }
}

function listTypes({ section, value }: TemplateEntry): { key: string }[] {
  return section === 'resources' && isResource(value) ? [{ key: value.Type }] : [];
}

function listReferences({ value }: TemplateEntry): { key: string; attribute?: string }[] {
  return findEntryReferences(value).map(({ logicalId, attribute }) => ({ key: logicalId, attribute }));
}

function findConditionReferences({ Conditions }: EvaluatedTemplate['source']): Map<string, ReferenceSource[]> {
  const sources = Object.entries(toObject(Conditions)).flatMap(([logicalId, condition]) =>
    findReferences(condition).map((reference) => ({ section: 'Conditions', logicalId, reference }) as const),
  );
  return groupBy<string, ReferenceSource>(sources, ({ reference }) => reference.logicalId);
}

/** The references in resources and outputs. Templates share the entries that are equal in them. */
const REFERENCES = new WeakMap<object, ReturnType<typeof findReferences>>();

function findEntryReferences(entry: unknown): ReturnType<typeof findReferences> {
  if (!isObject(entry)) {
    return [];
  }
  let references = REFERENCES.get(entry);
  if (!references) {
    references = findReferences(entry);
    REFERENCES.set(entry, references);
  }
  return references;
}
