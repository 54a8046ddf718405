import { REPORT } from './sample-report';
import { formatGithub } from '../../../../src/command/formats/github';

test('prints workflow commands and the summary', () => {
  expect(formatGithub(REPORT).split('\n')).toEqual([
    '::error file=missing.yaml::The file does not exist. Check the path.',
    '::error file=/tmp/a b.yaml,line=2,col=9::Invalid YAML',
    '::error file=stacks/users.yaml,line=3,col=5,title=cdk-elasticache%3A%3AUser.NameMissing::Admin: The user has no name. https://docs.aws.amazon.com/user',
    '::warning file=odd%2C 1%3A 2%25.yaml,line=1,col=1,title=cdk-elasticache%3A%3ATemplate.SyntaxRestricted::CloudFormation does not support YAML aliases. https://docs.aws.amazon.com/user',
    '::warning file=odd%2C 1%3A 2%25.yaml,line=7,col=1,title=cdk-elasticache%3A%3AUser.Odd::Admin: 100 %25 of <a, b: "c">%0D%0A& more \u0007\ud800 https://docs.aws.amazon.com/user',
    '3 templates with 3 ElastiCache resources, 1 error, 2 warnings',
    '3 of 12 properties depend on deployment-time values and were not checked',
    'valid.json: not all combinations of conditions were checked for A, B',
    'valid.json: C, Fn::ForEach::D not checked, because CloudFormation expands them during deployment',
    '',
  ]);
});
