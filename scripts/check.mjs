// Runs every check of the repository, even if an earlier one fails, and ends with one line: `N passed, N failed`. The
// tests read only sources and take longer than everything else, so the checks run beside them, in the time of the
// processors that tests leave while they wait.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { getPriority, setPriority, tmpdir } from "node:os";
import { join } from "node:path";

process.env.TURBO_TELEMETRY_DISABLED = "1";
process.env.DO_NOT_TRACK = "1";
// The compiler, the linter and the bundler are written in Go. They collect garbage less often, for a third of their time.
process.env.GOGC ??= "400";

/** The niceness of the checks: a third of the time that a test gets while both have something to do. */
const behindTests = 5;

const turbo = ["turbo", "run", "--output-logs=errors-only", "--no-update-notifier", "--concurrency=2"];

/**
 * A check passes when its command exits with 0. They run one after the other, because some need the output of `build`.
 * Those that use one processor come first, while the tests use the others; those that use all of them come last.
 */
const checks = [
  // Before the build, which would update them.
  { name: "generated files are current", command: ["node", "scripts/generate.mjs", "--check"] },
  { name: "format", command: ["oxfmt", "--check"] },
  { name: "types", command: ["node", "scripts/check-types.mjs"] },
  { name: "import direction", command: ["turbo", "boundaries", "--no-color"] },
  { name: "released schemas and pending changesets agree", command: ["node", "scripts/gate.mjs"] },
  // Without what it depends on: that the generated files are current was checked above.
  { name: "build", command: [...turbo, "build", "--only"] },
  { name: "API reports are current", command: ["node", "scripts/api-reports.mjs", "--check"] },
  { name: "packages, packed and installed", command: ["node", "scripts/check-packages.mjs"] },
  { name: "lint", command: ["oxlint", "--type-aware", "--deny-warnings"] },
];

/** Runs a command. Its output is printed when it has ended, so that outputs of parallel commands don't mix. */
const run = ([program, ...args], { isLive = false, env = {}, priority } = {}) =>
  new Promise((resolve) => {
    const written = [];
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
    if (child.pid !== undefined && priority !== undefined) setPriority(child.pid, priority);
    const print = isLive ? (chunk) => process.stdout.write(chunk) : (chunk) => written.push(Buffer.from(chunk));
    child.stdout.on("data", print);
    child.stderr.on("data", print);
    child.once("error", ({ message }) => print(`${message}\n`));
    child.once("close", (code) => {
      process.stdout.write(Buffer.concat(written));
      resolve(code === 0);
    });
  });

const timed = async (name, action) => {
  const start = performance.now();
  const passed = await action();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${passed ? "passed" : "FAILED"}: ${name} (${seconds} s)\n`);
  return passed;
};

/** Removes what was built before. Turbo restores a build over it, and leaves files there that the build doesn't have. */
const removeBuilds = () => {
  for (const name of readdirSync("packages")) rmSync(join("packages", name, "dist"), { recursive: true, force: true });
};

const runChecks = async () => {
  removeBuilds();
  const results = [];
  const priority = Math.max(getPriority(), behindTests);
  for (const { name, command } of checks) results.push(await timed(name, () => run(command, { priority })));
  return results;
};

/** Counts single tests, for the last line. */
const runTests = async () => {
  const folder = mkdtempSync(join(tmpdir(), "email-events-check-"));
  const report = join(folder, "report.json");
  const whole = ["--config", "vitest.whole.config.ts"];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const succeeded = await timed("tests", () => run(["vitest", "run", ...whole, ...reporters], { isLive: true }));
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, "utf8"));
    // An error outside every test fails the run without failing a test.
    const failed = succeeded ? numFailedTests : Math.max(numFailedTests, 1);
    return { passed: numPassedTests, failed, skipped: numPendingTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const [results, tests] = await Promise.all([runChecks(), runTests()]);
const passed = results.filter(Boolean).length + tests.passed;
const failed = results.length - results.filter(Boolean).length + tests.failed;
console.log(`${passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ""}`);
process.exitCode = failed > 0 ? 1 : 0;
