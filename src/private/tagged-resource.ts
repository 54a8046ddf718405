import type { ITaggableV2 } from 'aws-cdk-lib/core';
import { CfnResource, TagManager, TagType } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** A taggable resource without an L1 construct in the oldest supported aws-cdk-lib. */
export class TaggedResource extends CfnResource implements ITaggableV2 {
  public readonly cdkTagManager: TagManager;

  constructor(scope: Construct, id: string, type: string, properties: Record<string, unknown>) {
    super(scope, id, { type, properties });
    this.cdkTagManager = new TagManager(TagType.STANDARD, type, undefined, { tagPropertyName: 'Tags' });
  }

  protected renderProperties({ Tags, ...properties }: Record<string, any>): Record<string, any> {
    if (!Tags) {
      return properties;
    }
    return {
      ...properties,
      Tags: Tags.map(({ key, value }: { key: string; value: string }) => ({ Key: key, Value: value })),
    };
  }
}
