// Compares emitted validators with ajv standalone, zod, valibot and typia, on the unions of Airship's and the semantic
// email events. Run: node bench/validator/run.mjs (after: pnpm build; for typia, npm install in bench/validator)
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { safeParse } from "valibot";
import { makeBundles } from "./bundles.mjs";
import { importTimes } from "./import-times.mjs";
import { percentile } from "../percentile.mjs";
import { race, ratioOf } from "./race.mjs";
import { examplesOf, unions } from "./unions.mjs";
import { toValibot } from "./valibot-schema.mjs";

const work = mkdtempSync(join(tmpdir(), "bench-validator-"));

const sizeOf = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

const show = (title, contestants, events) => {
  const results = race(contestants, events);
  const ajv = results["ajv standalone"];
  const [[, emitted]] = Object.entries(results);
  console.log(`\n${title}`.padEnd(68) + "x ajv   emitted x this");
  for (const [name, times] of Object.entries(results)) {
    const cells = [
      name.padEnd(26),
      `${percentile(times, 0.25).toFixed(0).padStart(8)} ns`,
      ratioOf(times, ajv).toFixed(2).padStart(26),
      ratioOf(emitted, times).toFixed(1).padStart(14),
    ];
    console.log(`  ${cells.join(" ")}`);
  }
};

/** Prints how many events a contestant judges differently from our validators and ajv. */
const sayDisputes = (contestant, accepts, events, verdict) => {
  const disputed = accepts ? events.filter((event) => accepts(event) !== verdict).length : 0;
  if (disputed > 0) console.log(`  (${contestant} judges ${disputed} of these differently)`);
};

try {
  const { files, unionSchemas } = await makeBundles(work);
  const modules = {};
  for (const [name, file] of Object.entries(files)) modules[name] = await import(pathToFileURL(file).href);
  console.log(
    `Node ${process.versions.node}: nanoseconds per event, speed relative to ajv standalone with discriminator (and`,
  );
  console.log("allErrors for all issues), and how many times faster the emitted code is than each");

  if (!modules.typia) console.log("without typia: run npm install in bench/validator to include it");

  for (const { name, vocabulary } of unions) {
    const is = modules.ours[`is${name}`];
    const all = examplesOf(vocabulary);
    const valid = all.filter((event) => is(event) && modules.ajv[name](event));
    const refused = valid.filter((event) => !modules.zodOwn[name].safeParse(event).success).length;
    const invalid = all.filter((event) => !is(event) && !modules.ajv[name](event));
    const valibotSchema = toValibot(unionSchemas[name]);
    const ajvCheck = modules.ajv[name];
    const zod = modules.zod[name];
    const zodOwn = modules.zodOwn[name];
    const typiaIs = modules.typia?.[`is${name}`];
    const typiaValidate = modules.typia?.[`validate${name}`];
    const typiaLax = modules.typiaLax?.[`is${name}`];
    const onValid = {
      "emitted predicate": is,
      "ajv standalone": (event) => ajvCheck(event),
      zod: (event) => zod.safeParse(event).success,
      "zod, its own parts": (event) => zodOwn.safeParse(event).success,
      valibot: (event) => safeParse(valibotSchema, event).success,
      ...(typiaIs && { typia: typiaIs }),
    };
    show(`${name}: ${valid.length} valid events, formats checked`, onValid, valid);
    if (refused > 0) console.log(`  (zod's own formats refuse ${refused} of these)`);
    sayDisputes("typia", typiaIs, valid, true);
    const isLax = modules.oursLax[`is${name}`];
    const ajvLax = modules.ajvLax[name];
    const zodLax = modules.zodLax[name];
    const zodOwnLax = modules.zodOwnLax[name];
    const onLax = {
      "emitted predicate": isLax,
      "ajv standalone": (event) => ajvLax(event),
      zod: (event) => zodLax.safeParse(event).success,
      "zod, its own parts": (event) => zodOwnLax.safeParse(event).success,
      ...(typiaLax && { typia: typiaLax }),
    };
    show(`${name}: ${valid.length} valid events, formats not checked`, onLax, valid);
    sayDisputes("zod", onLax.zod, valid, true);
    sayDisputes("typia", typiaLax, valid, true);
    const issuesOf = modules.ours[`issuesOf${name}`];
    const ajvAll = modules.ajvAll[name];
    const onInvalid = {
      "emitted issues": (event) => issuesOf(event).length > 0,
      "ajv standalone": (event) => !ajvAll(event),
      zod: (event) => !zod.safeParse(event).success,
      valibot: (event) => !safeParse(valibotSchema, event).success,
    };
    show(`${name}: ${invalid.length} invalid events, all issues`, onInvalid, invalid);
    if (typiaValidate) {
      // Types express less than schemas: typia has no issues to find in events that it accepts.
      const agreed = invalid.filter((event) => !typiaIs(event));
      const { zod: _, valibot: __, ...others } = onInvalid;
      const contestants = { ...others, "typia, createValidate": (event) => !typiaValidate(event).success };
      const title = `${name}: ${agreed.length} of these that typia refuses too`;
      show(title, contestants, agreed);
    }
  }

  console.log("\nBoth unions with issues, minified and gzipped; milliseconds to import in a fresh process");
  const times = importTimes({
    empty: files.empty,
    ours: files.ours,
    oursApart: files.oursApart,
    ajvAll: files.ajvAll,
    zod: files.zod,
  });
  const labels = {
    empty: "an empty module",
    ours: "emitted, one generation",
    oursApart: "emitted, one per vocabulary",
    ajvAll: "ajv standalone, allErrors",
    zod: "zod",
  };
  for (const [name, label] of Object.entries(labels)) {
    console.log(
      `  ${label.padEnd(26)} ${String(sizeOf(files[name])).padStart(8)} B    ${times[name].toFixed(2).padStart(7)} ms`,
    );
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
