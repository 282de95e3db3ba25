// Runs every check of the repository, the later ones even when an earlier one fails, and closes with one line that
// counts them: `N passed, N failed`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

process.env.TURBO_TELEMETRY_DISABLED = "1";
process.env.DO_NOT_TRACK = "1";

const turbo = ["turbo", "run", "--output-logs=errors-only", "--no-update-notifier"];

/** A check passes when its command exits with 0. */
const checks = [
  // Before the build, which would bring them up to date.
  { name: "generated files are current", command: ["node", "scripts/generate.mjs", "--check"] },
  { name: "build", command: [...turbo, "build"] },
  { name: "types", command: [...turbo, "typecheck"] },
  { name: "lint", command: ["oxlint", "--type-aware", "--deny-warnings"] },
  { name: "format", command: ["prettier", "--check", "--log-level", "warn", "."] },
  { name: "import direction", command: ["turbo", "boundaries", "--no-color"] },
  { name: "released schemas and pending changesets agree", command: ["node", "scripts/gate.mjs"] },
  { name: "packages", command: [...turbo, "package-check"] },
  { name: "a release, packed and installed", command: ["node", "scripts/rehearse-release.mjs"] },
];

const run = ([program, ...args]) => spawnSync(program, args, { stdio: "inherit" }).status === 0;

const timed = (name, action) => {
  const start = performance.now();
  const passed = action();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${passed ? "passed" : "FAILED"}: ${name} (${seconds} s)\n`);
  return passed;
};

/** Counts single tests, so that the closing line says how many there are. */
const runTests = () => {
  const folder = mkdtempSync(join(tmpdir(), "email-events-check-"));
  const report = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const succeeded = timed("tests", () => run(["vitest", "run", ...reporters]));
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

const results = checks.map(({ name, command }) => timed(name, () => run(command)));
const tests = runTests();
const passed = results.filter(Boolean).length + tests.passed;
const failed = results.length - results.filter(Boolean).length + tests.failed;
console.log(`${passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ""}`);
process.exitCode = failed > 0 ? 1 : 0;
