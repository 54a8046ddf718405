#!/usr/bin/env node
import * as fs from 'fs';
import { main } from './main';
import { ignoreClosedPipe } from './terminal';

ignoreClosedPipe(process.stdout);
process.exitCode = main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  variables: process.env,
  workingFolder: process.cwd(),
  readInput: () => fs.readFileSync(0, 'utf8'),
});
