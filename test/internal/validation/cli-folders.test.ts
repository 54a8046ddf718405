import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { main } from '../../../src/validation/cli';

const TEMPLATE = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'check-folders-'));
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

/** Runs the command for a folder with these files. */
function runInFolder(files: Record<string, string>) {
  const output: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    fs.writeFileSync(path.join(folder, name), content);
  }
  const code = main([folder], { write: (text) => output.push(text) }, { write: () => undefined });
  return { code, output: output.join('') };
}

test.each(['a.template.json', 'a.template.yaml', 'a.template.yml'])('checks %s in a folder', (name) => {
  expect(runInFolder({ [name]: TEMPLATE })).toEqual({
    code: 0,
    output: '1 template with 0 ElastiCache resources, 0 errors, 0 warnings\n',
  });
});

test.each(['a.json', 'a.template.json.bak', 'a-template.json', 'a.template.yaaml'])(
  'ignores %s in a folder',
  (name) => {
    const { output } = runInFolder({ 'b.template.json': TEMPLATE, [name]: '{' });

    expect(output).toMatch(/^1 template /);
  },
);

test('exits with 2 if one file of several cannot be read', () => {
  expect(runInFolder({ 'a.template.json': '{', 'b.template.json': TEMPLATE }).code).toBe(2);
});
