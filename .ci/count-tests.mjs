// Prints what the JSON report of vitest counted: "N passed, N failed" on a line of its own.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
// A file that breaks before its first test has none that could be counted as failed.
const broken = report.testResults.filter(
  ({ status, assertionResults }) =>
    status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
);
const skipped = report.numPendingTests + report.numTodoTests;
if (skipped > 0) console.log(`${skipped} skipped`);
for (const { name } of broken) console.log(`broken file: ${name}`);
console.log(`${report.numPassedTests} passed, ${report.numFailedTests + broken.length} failed`);
