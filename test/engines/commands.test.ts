import { readFileSync } from 'node:fs';
import { CATALOG, installedEngines } from '.';
import { COMMANDS_FILE, generateCommands } from './generate-commands';

const missing = CATALOG.filter((entry) => !installedEngines().includes(entry.name)).map((entry) => entry.name);

(missing.length === 0 ? test : test.skip)(
  `the table of commands is what the engines tell${missing.length > 0 ? `, not checked without ${missing.join(', ')}` : ''}`,
  async () => {
    expect(await generateCommands()).toBe(readFileSync(COMMANDS_FILE, 'utf8'));
  },
);
