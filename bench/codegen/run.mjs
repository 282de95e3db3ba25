// Time of generation: for our own schemas, and for folders of increasing size. Run: node bench/codegen/run.mjs (after:
// pnpm build)
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { generate } from "../../packages/codegen/dist/index.js";

const root = resolve(import.meta.dirname, "../..");
const work = mkdtempSync(join(tmpdir(), "bench-codegen-"));

/** The time of a run, and that of the processor, which other work on the machine changes less. */
const secondsOf = async (run) => {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await run();
  const { user, system } = process.cpuUsage(used);
  return { seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 };
};

const show = ({ seconds, cpuSeconds }) => `${seconds.toFixed(2).padStart(6)} s, CPU ${cpuSeconds.toFixed(2)} s`;

/** An event with a few properties that extends another one. */
const schemaOf = (index) => ({
  title: `Event ${index}`,
  type: "object",
  ...(index === 0 ? {} : { allOf: [{ $ref: "./event-0.schema.json" }] }),
  required: ["name"],
  properties: {
    name: index === 0 ? { type: "string" } : { const: `event-${index}` },
    [`count_${index}`]: { type: "integer", minimum: 0 },
    context: {
      type: "object",
      properties: { ip: { type: "string" }, tags: { type: "array", items: { type: "string" } } },
    },
  },
});

const folderOf = (count) => {
  const folder = join(work, `schemas-${count}`);
  mkdirSync(folder);
  for (let index = 0; index < count; index += 1) {
    writeFileSync(join(folder, `event-${index}.schema.json`), JSON.stringify(schemaOf(index)));
  }
  return folder;
};

try {
  const vocabularies = ["airship", "bulk-tracking", "semantic"];
  const ours = await secondsOf(async () => {
    for (const name of vocabularies) {
      await generate({
        schemas: join(root, "schemas", name),
        out: join(work, name),
        emit: ["types", "names", "validators", "zod", "schemas"],
      });
    }
  });
  console.log(`Node ${process.versions.node}`);
  console.log(`our three vocabularies, every kind of output: ${show(ours)}`);
  for (const emit of [["validators", "zod", "names"], ["types"]]) {
    for (const count of [125, 250, 500, 1000]) {
      const schemas = folderOf(count);
      const taken = await secondsOf(() => generate({ schemas, out: join(work, "out"), emit, typesFrom: "./types.js" }));
      rmSync(schemas, { recursive: true });
      rmSync(join(work, "out"), { recursive: true });
      console.log(`${emit.join(", ").padEnd(24)} ${String(count).padStart(5)} schemas: ${show(taken)}`);
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
