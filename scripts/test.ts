import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build';
import { runChild } from './child.mjs';

/** What a part of the suite says of itself. */
interface Tally {
  passed: number;
  failed: number;
  skipped: { title: string; why: string }[];
}

const RESULTS = '.tmp/test-results';

/** A runner that died before it wrote its report has failed, whatever it counted until then. */
function readReport(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

interface VitestReport {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; meta?: { skipReason?: string } }[];
  }[];
}

async function unit(): Promise<Tally> {
  const file = join(RESULTS, 'vitest.json');
  const status = await runChild([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = readReport(file) as VitestReport | undefined;
  const files = report?.testResults ?? [];
  const tests = files.flatMap((result) => result.assertionResults);
  const failedTests = tests.filter((test) => test.status === 'failed').length;
  // A file that could not be loaded has no failing test in it, and still is a failure.
  const brokenFiles = files.filter(
    (result) =>
      result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const counted = failedTests + brokenFiles;
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: counted === 0 && status !== 0 ? 1 : counted,
    skipped: tests
      .filter((test) => !['passed', 'failed'].includes(test.status))
      .map((test) => ({ title: test.fullName, why: test.meta?.skipReason ?? 'see the warning above' })),
  };
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs?: {
    title: string;
    tests: { status: string; projectName: string; annotations: { type: string; description?: string }[] }[];
  }[];
}

async function browser(): Promise<Tally> {
  await ensureBuilt();
  const file = join(RESULTS, 'playwright.json');
  const status = await runChild(
    ['node_modules/@playwright/test/cli.js', 'test', '--config=tests/e2e/playwright.config.ts'],
    { env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: join(process.cwd(), file) } },
  );
  const report = readReport(file) as (PlaywrightSuite & { errors?: unknown[] }) | undefined;
  const specsOf = (suite: PlaywrightSuite): NonNullable<PlaywrightSuite['specs']> => [
    ...(suite.specs ?? []),
    ...(suite.suites ?? []).flatMap(specsOf),
  ];
  const tests = specsOf(report ?? {}).flatMap((spec) =>
    spec.tests.map((test) => ({ ...test, title: `${test.projectName}: ${spec.title}` })),
  );
  const failed = tests.filter((test) => test.status === 'unexpected' || test.status === 'flaky').length;
  return {
    passed: tests.filter((test) => test.status === 'expected').length,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: tests
      .filter((test) => test.status === 'skipped')
      .map((test) => ({
        title: test.title,
        why: test.annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given',
      })),
  };
}

/** Runs everything that this machine can run; the last line counts it. With `CI=true` a skip is a failure. */
export async function main(args: readonly string[]): Promise<void> {
  const parts: Record<string, () => Promise<Tally>> = { unit, browser };
  const unknown = args.filter((name) => !(name in parts));
  if (unknown.length > 0) {
    throw new Error(`unknown part "${unknown[0]}", allowed: ${Object.keys(parts).join(', ')}`);
  }
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const chosen = args.length > 0 ? args : Object.keys(parts);
  const tallies: (Tally | undefined)[] = [];
  for (const name of chosen) {
    process.stderr.write(`\n== ${name} ==\n`);
    tallies.push(await parts[name]?.());
  }
  const skipped = tallies.flatMap((tally) => tally?.skipped ?? []);
  for (const { title, why } of skipped) process.stderr.write(`skipped: ${title}: ${why}\n`);
  const sum = (of: (tally: Tally) => number) =>
    tallies.reduce((total, tally) => total + (tally ? of(tally) : 0), 0);
  const failed = sum((tally) => tally.failed);
  const passed = sum((tally) => tally.passed);
  if (failed > 0 || passed === 0) process.exitCode = 1;
  if (process.env.CI === 'true' && skipped.length > 0) {
    process.stderr.write('CI=true: a skipped test is a failure\n');
    process.exitCode = 1;
  }
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped.length} skipped\n`);
}
