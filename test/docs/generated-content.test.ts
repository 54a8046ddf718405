import { renderDiagram } from './diagram';
import { renderExcerpt } from './excerpt';
import { findBlocks, updatePage } from './generated-content';
import { PAGES, findSnippets, readPage } from './pages';
import { findReferencedIds, findReferences } from './references';
import { synthesizeSnippet } from './synthesize';

const UPDATED_PAGES = PAGES.filter((page) => findBlocks(page).length > 0);
const MODULE_PAGES = [
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
].map((module) => `docs/${module}.md`);

const extractPictures = (text: string) =>
  [...text.matchAll(/^```mermaid\n([^]*?)\n^```$/gm)].map(([, picture]) => picture);
const findPictures = (page: string) => extractPictures(readPage(page));

/** The lines of a flowchart, with the ids of their nodes. */
const LINES = {
  node: /^ {2,4}(\w+)(\[\("[^"]+"\)\]|\(\["[^"]+"\]\)|\["[^"]+"\])$/,
  arrow: /^ {2}(\w+) (?:-->|-\.->)(?:\|"[^"]+"\|)? (\w+)$/,
  rest: /^(flowchart LR| {2}subgraph \w+\["[^"]+"\]| {2}end| {2}classDef input [\w: -]+| {2}class [\w,]+ input)$/,
};

test('every page of a module has a diagram and the CloudFormation of its example', () => {
  expect(UPDATED_PAGES).toEqual(MODULE_PAGES);
  expect(UPDATED_PAGES.filter((page) => findPictures(page).length !== 1 || !/^```yaml$/m.test(readPage(page)))).toEqual(
    [],
  );
});

test.each(UPDATED_PAGES)('%s is up to date: npx projen diagrams updates it', (page) => {
  expect(readPage(page)).toBe(updatePage(page));
});

describe.each(
  UPDATED_PAGES.flatMap((page) => findPictures(page).map((picture) => [page, picture.split('\n')] as const)),
)('diagram of %s', (_, lines) => {
  const nodes = lines.flatMap((line) => LINES.node.exec(line)?.[1] ?? []);

  test('contains valid Mermaid lines with quoted labels', () => {
    expect(lines.filter((line) => !Object.values(LINES).some((pattern) => pattern.test(line)))).toEqual([]);
  });

  test('declares the nodes of its arrows once, without reserved words as ids', () => {
    const ends = lines.flatMap((line) => LINES.arrow.exec(line)?.slice(1) ?? []);

    expect(ends.filter((end) => !nodes.includes(end))).toEqual([]);
    expect(nodes).toEqual([...new Set(nodes)]);
    expect(
      nodes.filter((node) => /^(end|class|click|default|flowchart|graph|linkStyle|style|subgraph)$/.test(node)),
    ).toEqual([]);
  });

  test('has at most 15 nodes, and each is connected', () => {
    const ends = lines.flatMap((line) => LINES.arrow.exec(line)?.slice(1) ?? []);

    expect(nodes.length).toBeLessThanOrEqual(15);
    expect(nodes.filter((node) => !ends.includes(node))).toEqual([]);
  });
});

test('a changed example changes the page', () => {
  const page = 'docs/serverless-cache.md';
  const text = readPage(page).replace('CacheEngine.VALKEY_8', 'CacheEngine.MEMCACHED_1_6');

  expect(updatePage(page, text)).toContain('Engine: memcached');
});

test('fails when the example or the construct does not exist', () => {
  const updateWith = (title: string) =>
    updatePage(
      'page',
      `\`\`\`ts\nnew sns.Topic(this, 'Topic');\n\`\`\`\n<!-- made by npx projen diagrams: ${title} -->\n<!-- made -->\n`,
    );

  expect(() => updateWith('picture of example 2')).toThrow('page has no example for "picture of example 2"');
  expect(() => updateWith('Cache of example 1')).toThrow('The example makes nothing at Cache');
  expect(updateWith('Topic of example 1')).toContain('Type: AWS::SNS::Topic');
});

test('finds references in nested functions', () => {
  expect(
    findReferencedIds({
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
  expect(findReferences({ One: [{ Ref: 'A' }, { Ref: 'A' }], Two: 'A' })).toEqual([{ to: 'A', property: 'One' }]);
});

test('renders policies and security group rules as arrows, and merges similar nodes', () => {
  const code = ['connections', 'monitoring'].map((module) => findSnippets(`docs/${module}.md`)[0]);
  const [connection, alarms] = code.map((snippet) => renderDiagram(synthesizeSnippet(snippet)));

  expect(connection).toContain('fn -->|"may elasticache:Connect"| App');
  expect(connection).toContain('fn -->|"ports 6379 to 6380"| Cache_SecurityGroup');
  expect(connection).not.toContain('AWS::IAM::Policy');
  expect(alarms).toMatch(/cache\/RecommendedAlarms\/storage and \d+ more<br\/>AWS::CloudWatch::Alarm/);
});

test('merges a custom resource into the resource that it changes, and hides its function', () => {
  const [snippet] = findSnippets('docs/users.md');
  const picture = renderDiagram(synthesizeSnippet(snippet));

  expect(picture).toContain('Writer_Secret -->|"Host<br/>Port<br/>Url"| Cache');
  expect(picture).not.toMatch(/Custom::|AWS::Lambda::Function/);
});

test('renders excerpts as YAML with short-form functions', () => {
  const [snippet] = findSnippets('docs/serverless-cache.md');

  expect(renderExcerpt(synthesizeSnippet(snippet), ['Cache']).split('\n').slice(0, 7)).toEqual([
    'Cache:',
    '  Type: AWS::ElastiCache::ServerlessCache',
    '  Properties:',
    '    Engine: valkey',
    '    MajorEngineVersion: "8"',
    '    SecurityGroupIds:',
    '      - !GetAtt CacheSecurityGroup.GroupId',
  ]);
});
