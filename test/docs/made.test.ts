import { diagramOf } from './diagram';
import { excerptOf } from './excerpt';
import { ordersOf, renewed } from './made';
import { PAGES, snippetsIn, textOf } from './pages';
import { idsIn, referencesOf } from './references';
import { synthesise } from './synthesise';

const MADE = PAGES.filter((page) => ordersOf(page).length > 0);
const ROOMS = [
  'connections',
  'events',
  'global-datastore',
  'memcached',
  'monitoring',
  'parameter-groups',
  'replication-group',
  'rotation',
  'scaling',
  'serverless-cache',
  'snapshots',
  'users',
].map((room) => `docs/${room}.md`);

const pictures = (text: string) => [...text.matchAll(/^```mermaid\n([^]*?)\n^```$/gm)].map(([, picture]) => picture);
const picturesOf = (page: string) => pictures(textOf(page));

/** A line of a flowchart as these pages have it, with what it declares and uses. */
const LINES = {
  node: /^ {2,4}(\w+)(\[\("[^"]+"\)\]|\(\["[^"]+"\]\)|\["[^"]+"\])$/,
  arrow: /^ {2}(\w+) (?:-->|-\.->)(?:\|"[^"]+"\|)? (\w+)$/,
  rest: /^(flowchart LR| {2}subgraph \w+\["[^"]+"\]| {2}end| {2}classDef given [\w: -]+| {2}class [\w,]+ given)$/,
};

test('every page of a room has a picture of what its example becomes, and its CloudFormation', () => {
  expect(MADE).toEqual(ROOMS);
  expect(MADE.filter((page) => picturesOf(page).length !== 1 || !/^```yaml$/m.test(textOf(page)))).toEqual([]);
});

test.each(MADE)('%s shows what its examples become today: npx projen diagrams renews it', (page) => {
  expect(textOf(page)).toBe(renewed(page));
});

describe.each(MADE.flatMap((page) => picturesOf(page).map((picture) => [page, picture.split('\n')] as const)))(
  'the picture of %s',
  (_, lines) => {
    const nodes = lines.flatMap((line) => LINES.node.exec(line)?.[1] ?? []);

    test('has lines that Mermaid reads, with every label in quotes', () => {
      expect(lines.filter((line) => !Object.values(LINES).some((pattern) => pattern.test(line)))).toEqual([]);
    });

    test('declares what its arrows connect, each once, and by no word of the language', () => {
      const ends = lines.flatMap((line) => LINES.arrow.exec(line)?.slice(1) ?? []);

      expect(ends.filter((end) => !nodes.includes(end))).toEqual([]);
      expect(nodes).toEqual([...new Set(nodes)]);
      expect(
        nodes.filter((node) => /^(end|class|click|default|flowchart|graph|linkStyle|style|subgraph)$/.test(node)),
      ).toEqual([]);
    });

    test('has no more than 15 nodes, and each is connected', () => {
      const ends = lines.flatMap((line) => LINES.arrow.exec(line)?.slice(1) ?? []);

      expect(nodes.length).toBeLessThanOrEqual(15);
      expect(nodes.filter((node) => !ends.includes(node))).toEqual([]);
    });
  },
);

test('a changed example changes the page', () => {
  const page = 'docs/serverless-cache.md';
  const text = textOf(page).replace('CacheEngine.VALKEY_8', 'CacheEngine.MEMCACHED_1_6');

  expect(renewed(page, text)).toContain('Engine: memcached');
});

test('fails when an example or a construct that a page orders is not there', () => {
  const ordered = (order: string) =>
    renewed(
      'page',
      `\`\`\`ts\nnew sns.Topic(this, 'Topic');\n\`\`\`\n<!-- made by npx projen diagrams: ${order} -->\n<!-- made -->\n`,
    );

  expect(() => ordered('picture of example 2')).toThrow('page has no example for "picture of example 2"');
  expect(() => ordered('Cache of example 1')).toThrow('The example makes nothing at Cache');
  expect(ordered('Topic of example 1')).toContain('Type: AWS::SNS::Topic');
});

test('references are found wherever they stand', () => {
  expect(
    idsIn({
      'Fn::Join': [
        '',
        [
          { Ref: 'A' },
          { 'Fn::GetAtt': ['B', 'Arn'] },
          { 'Fn::Sub': 'x ${C.Arn} ${D}' },
          { 'Fn::Sub': ['${e}', { e: { Ref: 'F' } }] },
        ],
      ],
    }),
  ).toEqual(['A', 'B', 'C', 'D', 'e', 'F']);
  expect(referencesOf({ One: [{ Ref: 'A' }, { Ref: 'A' }], Two: 'A' })).toEqual([{ to: 'A', property: 'One' }]);
});

test('policies and rules of security groups are arrows, and what is alike is one node', () => {
  const code = ['connections', 'monitoring'].map((room) => snippetsIn(`docs/${room}.md`)[0]);
  const [connection, alarms] = code.map((snippet) => diagramOf(synthesise(snippet)));

  expect(connection).toContain('fn -->|"may elasticache:Connect"| App');
  expect(connection).toContain('fn -->|"ports 6379 to 6380"| Cache_SecurityGroup');
  expect(connection).not.toContain('AWS::IAM::Policy');
  expect(alarms).toMatch(/cache\/RecommendedAlarms\/storage and \d+ more<br\/>AWS::CloudWatch::Alarm/);
});

test('a custom resource is part of what it changes, and its function is left out', () => {
  const [snippet] = snippetsIn('docs/users.md');
  const picture = diagramOf(synthesise(snippet));

  expect(picture).toContain('Writer_Secret -->|"Host<br/>Port"| Cache');
  expect(picture).not.toMatch(/Custom::|AWS::Lambda::Function/);
});

test('an excerpt is YAML in the short form of CloudFormation', () => {
  const [snippet] = snippetsIn('docs/serverless-cache.md');

  expect(excerptOf(synthesise(snippet), ['Cache']).split('\n').slice(0, 7)).toEqual([
    'Cache:',
    '  Type: AWS::ElastiCache::ServerlessCache',
    '  Properties:',
    '    Engine: valkey',
    '    MajorEngineVersion: "8"',
    '    SecurityGroupIds:',
    '      - !GetAtt CacheSecurityGroup.GroupId',
  ]);
});
