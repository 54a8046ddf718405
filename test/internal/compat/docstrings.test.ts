import * as fs from 'fs';
import * as path from 'path';
import * as elasticache from 'cdk-elasticache';

test('D37: docstrings only mention existing members', () => {
  const sources = path.join(__dirname, '..', '..', '..', 'src');
  const text = (fs.readdirSync(sources, { recursive: true }) as string[])
    .filter((file) => file.endsWith('.ts'))
    .map((file) => fs.readFileSync(path.join(sources, file), 'utf8'))
    .join('\n');

  for (const name of ['CacheEngine', 'UserEngine'] as const) {
    const mentioned = [...text.matchAll(new RegExp(`\\b${name}\\.([A-Z][A-Z0-9_]+)`, 'g'))].map(([, member]) => member);
    expect(mentioned.filter((member) => !(member in elasticache[name]))).toEqual([]);
    expect(mentioned.length).toBeGreaterThan(0);
  }
});
