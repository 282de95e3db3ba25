// `npm start`: relays the vendors' example events, and then a stream and a webhook, to sandboxes on this machine.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { styleText } from "node:util";
import { runDemo } from "./demo-run.mjs";
import { listSources } from "./generation/vocabularies.mjs";

const program = "packages/relay/dist/cli.js";
const examples = "schemas/examples";

const heading = (text) => console.log(`\n${styleText("bold", text)}\n`);
const shown = (event) => JSON.stringify(event, null, 2).replace(/^/gm, "  ");

const readExample = (vocabulary, path) => JSON.parse(readFileSync(join(examples, vocabulary, path), "utf8"));

/** The paths of the vendor's reference events, which are stored with the schemas. */
const vendorPaths = (vocabulary) =>
  readdirSync(join(examples, vocabulary), { recursive: true, encoding: "utf8" })
    .filter((path) => /valid\.reference-page.*\.json$/.test(path) && !path.includes("invalid."))
    .toSorted();

const run = (args, stdio) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { stdio, encoding: "utf8" });
  if (status !== 0) throw new Error(`email-events ${args.join(" ")} ended with ${status}\n${stderr ?? ""}`);
  return stdout;
};

const folder = mkdtempSync(join(tmpdir(), "email-events-"));
try {
  const vocabularies = listSources().flatMap((name) => {
    const paths = vendorPaths(name);
    if (paths.length === 0) return [];
    const events = paths.map((path) => readExample(name, path));
    const file = join(folder, `${name}.ndjson`);
    writeFileSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
    const click = events[paths.findIndex((path) => path.startsWith("click"))];
    return [{ name, events, file, click }];
  });

  const { name: shownVocabulary, click } = vocabularies.find((one) => one.click !== undefined);
  const clickFile = join(folder, "click.json");
  writeFileSync(clickFile, JSON.stringify(click));
  heading(`An event of ${shownVocabulary}`);
  console.log(shown(click));
  heading("The same event for Customer.io");
  console.log(shown(JSON.parse(run(["map", clickFile], "pipe"))));

  for (const { name, events, file } of vocabularies) {
    heading(`All ${events.length} events of the ${name} reference, relayed to a sandbox on this machine`);
    console.log(`  $ email-events relay --from ${name}.ndjson --to sandbox\n`);
    run(["relay", "--from", file, "--to", "sandbox"], "inherit");
  }

  const count = 2_000;
  heading(`The relay left running: ${count} events of a stream and ${count} of a webhook, with a kill on the way`);
  console.log("  $ email-events run --source airship --source webhook --to URL --state relay.state\n");
  const demo = await runDemo({ program, folder, count });
  console.log(demo.report.replace(/^(?=.)/gm, "  "));
  console.log(
    `  The webhook's sender had ${demo.confirmed} events confirmed, after ${demo.resends} repeated requests.`,
  );
  console.log(
    `  The API received ${demo.distinct} different events, and ${demo.accepted - demo.distinct} again under the same messageId.`,
  );
  if (demo.code !== 0) throw new Error(`email-events run ended with ${demo.code}`);

  heading("To send your own events to your own account");
  console.log(`  $ export PIPELINES_WRITE_KEY=...     # the API key of an HTTP source in Customer.io
  $ node ${program} validate events.ndjson
  $ node ${program} relay --from events.ndjson --to us --rejects rejects.ndjson   # or --to eu
`);
} finally {
  rmSync(folder, { recursive: true });
}
