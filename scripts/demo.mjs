// `npm start`: relays the vendors' example events to the embedded sandbox.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { styleText } from "node:util";

const program = "packages/relay/dist/cli.js";
const examples = "schemas/examples";

const heading = (text) => console.log(`\n${styleText("bold", text)}\n`);
const shown = (event) => JSON.stringify(event, null, 2).replace(/^/gm, "  ");

/** The events of the vendor's reference pages, which are stored with the schemas. */
const vendorEvents = (vocabulary) =>
  readdirSync(join(examples, vocabulary), { recursive: true, encoding: "utf8" })
    .filter((path) => /valid\.reference-page.*\.json$/.test(path) && !path.includes("invalid."))
    .toSorted()
    .map((path) => JSON.parse(readFileSync(join(examples, vocabulary, path), "utf8")));

const run = (args, stdio) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { stdio, encoding: "utf8" });
  if (status !== 0) throw new Error(`email-events ${args.join(" ")} ended with ${status}\n${stderr ?? ""}`);
  return stdout;
};

const folder = mkdtempSync(join(tmpdir(), "email-events-"));
try {
  const vocabularies = ["airship", "bulk-tracking"].map((name) => {
    const events = vendorEvents(name);
    const file = join(folder, `${name}.ndjson`);
    writeFileSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
    return { name, events, file };
  });

  const click = vocabularies[0].events.find((event) => event.body.name === "click");
  const clickFile = join(folder, "click.json");
  writeFileSync(clickFile, JSON.stringify(click));
  heading("An event of Airship");
  console.log(shown(click));
  heading("The same event for Customer.io");
  console.log(shown(JSON.parse(run(["map", clickFile], "pipe"))));

  for (const { name, events, file } of vocabularies) {
    heading(`All ${events.length} events of the ${name} reference, relayed to a sandbox on this machine`);
    console.log(`  $ email-events relay --from ${name}.ndjson --to sandbox\n`);
    run(["relay", "--from", file, "--to", "sandbox"], "inherit");
  }

  heading("To send your own events to your own account");
  console.log(`  $ export PIPELINES_WRITE_KEY=...     # the API key of an HTTP source in Customer.io
  $ node ${program} validate events.ndjson
  $ node ${program} relay --from events.ndjson --to us --rejects rejects.ndjson   # or --to eu
`);
} finally {
  rmSync(folder, { recursive: true });
}
