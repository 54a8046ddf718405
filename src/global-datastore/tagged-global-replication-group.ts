import { CfnGlobalReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import type { CfnGlobalReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import type { ITaggableV2 } from 'aws-cdk-lib/core';
import { TagManager, TagType } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** The L1 construct with the tags that it does not have in every aws-cdk-lib that we support. */
export class TaggedGlobalReplicationGroup extends CfnGlobalReplicationGroup implements ITaggableV2 {
  public readonly cdkTagManager: TagManager;

  constructor(scope: Construct, id: string, props: CfnGlobalReplicationGroupProps) {
    super(scope, id, props);
    this.cdkTagManager = new TagManager(TagType.STANDARD, CfnGlobalReplicationGroup.CFN_RESOURCE_TYPE_NAME, undefined, {
      tagPropertyName: 'tags',
    });
  }

  protected renderProperties(properties: Record<string, any>): Record<string, any> {
    const tags: { key: string; value: string }[] | undefined = this.stack.resolve(this.cdkTagManager.renderTags());
    return {
      ...super.renderProperties(properties),
      ...(tags && { Tags: tags.map(({ key, value }) => ({ Key: key, Value: value })) }),
    };
  }
}
