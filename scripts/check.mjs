// Runs every check of the repository, even if an earlier one fails, and ends with one line: `N passed, N failed`. The
// tests read only sources and take as long as everything else, so they run in parallel.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

process.env.TURBO_TELEMETRY_DISABLED = "1";
process.env.DO_NOT_TRACK = "1";
// The compiler, the linter and the bundler are written in Go. They collect garbage less often, for a third of their time.
process.env.GOGC ??= "400";

const turbo = ["turbo", "run", "--output-logs=errors-only", "--no-update-notifier", "--concurrency=2"];

/**
 * A check passes when its command exits with 0. They run one after the other, because some need the output of `build`.
 */
const checks = [
  // Before the build, which would update them.
  { name: "generated files are current", command: ["node", "scripts/generate.mjs", "--check"] },
  { name: "build", command: [...turbo, "build"] },
  { name: "API reports are current", command: ["node", "scripts/api-reports.mjs", "--check"] },
  { name: "packages, packed and installed", command: ["node", "scripts/check-packages.mjs"] },
  { name: "types", command: ["node", "scripts/check-types.mjs"] },
  { name: "lint", command: ["oxlint", "--type-aware", "--deny-warnings"] },
  {
    name: "format",
    command: ["prettier", "--check", "--cache", "--cache-strategy", "content", "--log-level", "warn", "."],
  },
  { name: "import direction", command: ["turbo", "boundaries", "--no-color"] },
  { name: "released schemas and pending changesets agree", command: ["node", "scripts/gate.mjs"] },
];

/** Runs a command. Its output is printed when it has ended, so that outputs of parallel commands don't mix. */
const run = ([program, ...args], { isLive = false } = {}) =>
  new Promise((resolve) => {
    const written = [];
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
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

/** A build from turbo's cache is written over what is there, which keeps files of sources that are gone. */
const removeBuilds = () => {
  for (const name of readdirSync("packages")) rmSync(join("packages", name, "dist"), { recursive: true, force: true });
};

const runChecks = async () => {
  removeBuilds();
  const results = [];
  for (const { name, command } of checks) results.push(await timed(name, () => run(command)));
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
