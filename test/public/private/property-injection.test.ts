import type { InjectionContext, IPropertyInjector } from 'aws-cdk-lib/core';
import { PropertyInjectors } from 'aws-cdk-lib/core';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf } from '../templates';
import type { SubnetGroupProps } from 'cdk-elasticache';
import { SubnetGroup } from 'cdk-elasticache';

// Also runs with the newest aws-cdk-lib, which does not export the decorator either.
test('aws-cdk-lib has the decorator, which injects the props of the scope', () => {
  const stack = emptyStack();
  const injector: IPropertyInjector = {
    constructUniqueId: SubnetGroup.PROPERTY_INJECTION_ID,
    inject: (props: SubnetGroupProps, { id }: InjectionContext) => ({ ...props, description: `Subnets of ${id}` }),
  };
  PropertyInjectors.of(stack).add(injector);

  new SubnetGroup(stack, 'Sessions', { vpc: importVpc(stack) });

  expect(propertiesOf(stack, 'AWS::ElastiCache::SubnetGroup').Description).toBe('Subnets of Sessions');
});
