import type { ITaggableV2 } from 'aws-cdk-lib/core';
import { CfnResource, TagManager, TagType } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/**
 * A resource whose L1 construct is not in every aws-cdk-lib that we support; `Tags.of` reaches it as it reaches L1
 * constructs.
 */
export class TaggedResource extends CfnResource implements ITaggableV2 {
  public readonly cdkTagManager: TagManager;

  constructor(scope: Construct, id: string, type: string, properties: Record<string, unknown>) {
    super(scope, id, { type, properties });
    this.cdkTagManager = new TagManager(TagType.STANDARD, type, undefined, { tagPropertyName: 'Tags' });
  }

  protected renderProperties({ Tags, ...properties }: Record<string, any>): Record<string, any> {
    return Tags
      ? {
          ...properties,
          Tags: Tags.map(({ key, value }: { key: string; value: string }) => ({ Key: key, Value: value })),
        }
      : properties;
  }
}
