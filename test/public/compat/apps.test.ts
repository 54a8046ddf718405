import * as alphaPackage from '@aws-cdk/aws-elasticache-alpha';
import { describeApps } from './app-comparison';
import { compareDeployments } from './deployment-comparison';
import type { Library } from './programs';

// Its engines are enums.
describeApps(alphaPackage as unknown as Library);

describe('the comparison finds', () => {
  const createTemplates = (name: string, outputs: object, value: unknown) =>
    new Map<string, any>([
      [
        'Data',
        {
          Resources: {
            Cache: { Type: 'AWS::ElastiCache::ServerlessCache', Properties: { ServerlessCacheName: name } },
          },
          Outputs: outputs,
        },
      ],
      ['Client', { Resources: { Log: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: value } } } }],
    ]);
  const outputs = { Export: { Value: { Ref: 'Cache' }, Export: { Name: 'Data:Name' } } };
  const before = createTemplates('app-sessions', outputs, { 'Fn::ImportValue': 'Data:Name' });

  test('no effects of a reference with the same value', () => {
    const after = createTemplates('app-sessions', outputs, { 'Fn::Join': ['-', ['app', 'sessions']] });

    expect(compareDeployments(before, after)).toEqual({ replacements: [], removedResources: [], removedExports: [] });
  });

  test('replacements, also of resources that contain the name', () => {
    const after = createTemplates('App-Sessions', outputs, { 'Fn::ImportValue': 'Data:Name' });

    expect(compareDeployments(before, after).replacements).toEqual([
      'Data.Cache.ServerlessCacheName',
      'Client.Log.LogGroupName',
    ]);
  });

  test('exports that a stack imports when they are removed', () => {
    const after = createTemplates('app-sessions', {}, 'app-sessions');

    expect(compareDeployments(before, after).removedExports).toEqual(['Data:Name']);
    expect(compareDeployments(before, new Map([...after].reverse())).removedExports).toEqual([]);
  });

  test('removed resources', () => {
    expect(compareDeployments(before, new Map([['Data', before.get('Data')]])).removedResources).toEqual([
      'Client.Log',
    ]);
  });
});
