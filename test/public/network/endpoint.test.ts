import { Token } from 'aws-cdk-lib/core';
import { emptyStack } from '../stacks';
import { Endpoint } from 'cdk-elasticache';

test('joins host name and port', () => {
  const endpoint = new Endpoint('cache.example.com', 6379);

  expect([endpoint.hostname, endpoint.port, endpoint.socketAddress, endpoint.portAsString()]).toEqual([
    'cache.example.com',
    6379,
    'cache.example.com:6379',
    '6379',
  ]);
});

test('supports tokens', () => {
  const stack = emptyStack();

  const endpoint = new Endpoint(Token.asString({ Ref: 'Host' }), Token.asNumber({ Ref: 'Port' }));

  expect(stack.resolve(endpoint.socketAddress)).toEqual({
    'Fn::Join': ['', [{ Ref: 'Host' }, ':', { Ref: 'Port' }]],
  });
});
