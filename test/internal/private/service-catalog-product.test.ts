import type * as servicecatalog from 'aws-cdk-lib/aws-servicecatalog';
import { Construct } from 'constructs';
import { findServiceCatalogProduct } from '../../../src/private/constructs';
import { emptyStack } from '../../public/stacks';

test('a product of another copy of aws-cdk-lib is recognized', () => {
  const stack = emptyStack();
  const copy: typeof servicecatalog = jest.requireActual('aws-cdk-lib-latest/aws-servicecatalog');
  const other = new copy.ProductStack(stack, 'Other');

  expect(findServiceCatalogProduct(new Construct(other, 'Cache'))).toBe(other);
  expect(findServiceCatalogProduct(new Construct(stack, 'Cache'))).toBeUndefined();
});
