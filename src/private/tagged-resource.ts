import type { ITaggableV2 } from 'aws-cdk-lib/core';
import { CfnResource, TagManager, TagType } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** A taggable resource that has no L1 construct in the oldest supported version of aws-cdk-lib. */
export class TaggedResource extends CfnResource implements ITaggableV2 {
  public readonly cdkTagManager: TagManager;

  constructor(scope: Construct, id: string, type: string, properties: Record<string, unknown>) {
    super(scope, id, { type, properties });
    this.cdkTagManager = new TagManager(TagType.STANDARD, type, undefined, { tagPropertyName: 'Tags' });
  }

  protected renderProperties({ Tags, ...properties }: Record<string, any>): Record<string, any> {
    return { ...properties, ...renderTags(Tags) };
  }
}

/** Renders the tags of a tag manager as a CloudFormation property, for resources whose L1 construct has no tags. */
export function renderTags(tags?: readonly { readonly key: string; readonly value: string }[]): Record<string, any> {
  return tags ? { Tags: tags.map(({ key, value }) => ({ Key: key, Value: value })) } : {};
}
