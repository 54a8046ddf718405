import { App, Names, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { generateName } from '../../../src/private/names';
import { HOSTILE_PATHS } from '../../public/names/hostile-paths';

test.each(HOSTILE_PATHS)('the name from the path of %s is that of aws-cdk-lib in lower case', (_path, scopes, id) => {
  const [stackId, ...others] = scopes;
  const scope = others.reduce<Construct>(
    (parent, scopeId) => new Construct(parent, scopeId),
    new Stack(new App(), stackId),
  );

  const name = generateName(scope, id, 40);

  expect(name).toBe(Names.uniqueResourceName(new Construct(scope, id), { maxLength: 40 }).toLowerCase());
  expect(name).toMatch(/^[a-z][a-z0-9]{0,39}$/);
});
