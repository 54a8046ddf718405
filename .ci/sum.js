// Adds up the JUnit reports of a step, and prints the numbers of passed, failed, and skipped tests.
const fs = require('fs');
const path = require('path');

const folder = path.join(__dirname, '..', 'test-reports');
const sum = { tests: 0, failures: 0, skipped: 0 };
for (const file of fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith('.xml')) : []) {
  for (const [suite] of fs.readFileSync(path.join(folder, file), 'utf8').matchAll(/<testsuite [^>]*>/g)) {
    const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
    sum.tests += count('tests');
    sum.failures += count('failures') + count('errors');
    sum.skipped += count('skipped');
  }
}
console.log(sum.tests - sum.failures - sum.skipped, sum.failures, sum.skipped);
