import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { temporaryFolder, writeInto } from "@email-events/json-schema/testing";
import { build } from "esbuild";
import { describe, expect, it, vi } from "vitest";
import { generate } from "./generate.ts";
import { run } from "./testing/run-main.ts";

const execute = promisify(execFile);

const tsc = resolve(import.meta.dirname, "../../../node_modules/typescript7/bin/tsc");

const order = { type: "object", required: ["id"], properties: { id: { type: "string", format: "uuid" } } };
const refund = { type: "object", required: ["at"], properties: { at: { type: "string", format: "date-time" } } };

/** Two folders of schemas, one of which is called as the module that they share, and so is a schema in it. */
const twoFolders = async (): Promise<{ readonly folder: string; readonly schemas: readonly string[] }> => {
  const folder = await temporaryFolder({
    "schemas/shop/order.schema.json": order,
    "schemas/runtime/runtime.schema.json": refund,
    "package.json": { type: "module" },
  });
  return { folder, schemas: ["shop", "runtime"].map((name) => join(folder, "schemas", name)) };
};

const read = (folder: string, path: string): Promise<string> => readFile(join(folder, path), "utf8");

const use = `import { isOrder, issuesOfOrder } from "./out/shop/validators.js";
import { isRuntime, issuesOfRuntime } from "./out/runtime/validators.js";
console.log(isOrder({ id: "00000000-0000-0000-0000-000000000000" }), issuesOfOrder({ id: 1 })[0]?.pointer);
console.log(isRuntime({ at: "2026-01-01T00:00:00Z" }), issuesOfRuntime({})[0]?.pointer);
`;

const said = "true /id\ntrue /at\n";

describe("the runtime of a run", () => {
  it("is one module for several folders, with what they call and nothing else", async () => {
    const { folder, schemas } = await twoFolders();
    const { files, names } = await generate({ schemas, out: join(folder, "out"), emit: ["validators"] });
    const made = ["types", "validators"].flatMap((file) => [`runtime/${file}.ts`, `shop/${file}.ts`]);
    expect(files.toSorted()).toEqual([...made, "runtime.ts"].toSorted());
    expect([...names.keys()]).toEqual(["shop/order.schema.json#", "runtime/runtime.schema.json#"]);
    const runtime = await read(folder, "out/runtime.ts");
    expect(runtime).toContain("export function matchesUuid(");
    expect(runtime).toContain("export function matchesDateTime(");
    expect(runtime).not.toMatch(/matchesEmail|choiceIssue/);
    expect(runtime).not.toContain("export function closest(");
    const validators = await read(folder, "out/shop/validators.ts");
    expect(validators).toContain('from "../runtime.js";');
    expect(validators).not.toMatch(/function issue\b|matchesDateTime/);
  });

  it.each([
    { module: "NodeNext" },
    {
      module: "ESNext",
      moduleResolution: "bundler",
      rewriteRelativeImportExtensions: true,
      allowImportingTsExtensions: true,
    },
  ])("is found by compilers and by what they make: %j", async (settings) => {
    const { folder, schemas } = await twoFolders();
    await generate({ schemas, out: join(folder, "out"), emit: ["validators"] });
    await writeInto(folder, "use.ts", use);
    const compilerOptions = {
      strict: true,
      target: "ES2022",
      outDir: "dist",
      rootDir: ".",
      types: [],
      skipLibCheck: true,
    };
    await writeInto(folder, "tsconfig.json", {
      compilerOptions: { ...compilerOptions, ...settings, lib: ["ES2022", "DOM"] },
    });
    const { stdout } = await execute(process.execPath, [tsc, "-p", folder, "--singleThreaded"]).catch(
      (error: unknown) => error as { stdout: string },
    );
    expect(stdout).toBe("");
    expect((await execute(process.execPath, [join(folder, "dist/use.js")])).stdout).toBe(said);
  });

  it("is JavaScript for validators in JavaScript, and CommonJS for those in CommonJS", async () => {
    const { folder, schemas } = await twoFolders();
    const { files } = await generate({
      schemas,
      out: join(folder, "out"),
      emit: ["validators", "commonjs", "zod"],
      validators: "js",
    });
    expect(files.filter((file) => file.startsWith("runtime."))).toEqual(["runtime.js", "runtime.cjs"]);
    await writeInto(folder, "use.js", use.replaceAll("?.", "."));
    expect((await execute(process.execPath, [join(folder, "use.js")])).stdout).toBe(said);
    const required = use.replaceAll(/import (.*) from "(.*)\.js";/g, 'const $1 = require("$2.cjs");');
    await writeInto(folder, "use.cjs", required);
    expect((await execute(process.execPath, [join(folder, "use.cjs")])).stdout).toBe(said);
    // TypeScript would find no types beside a runtime in JavaScript.
    expect(await read(folder, "out/shop/zod.ts")).not.toContain("runtime");
  });

  it("leaves bundles what they had with a copy in each file", async () => {
    const { folder, schemas } = await twoFolders();
    const sizes = new Map<string, number>();
    for (const runtime of ["shared", "inline"] as const) {
      const out = join(folder, runtime);
      await generate({ schemas: schemas[0] ?? "", out, emit: ["validators"], runtime });
      const contents = 'export { isOrder } from "./validators.ts";';
      const stdin = { contents, resolveDir: out, loader: "ts" as const };
      const { outputFiles } = await build({ stdin, bundle: true, minify: true, format: "esm", write: false });
      sizes.set(runtime, outputFiles[0]?.text.length ?? 0);
    }
    expect(sizes.get("shared")).toBe(sizes.get("inline"));
  });

  it("goes when each file has a copy, and comes back; --check names it", async () => {
    const { folder, schemas } = await twoFolders();
    const out = join(folder, "out");
    const args = ["generate", ...schemas.flatMap((path) => ["--schemas", path]), "--out", out, "--emit", "validators"];
    expect((await run(args)).exitCode).toBe(0);
    expect(await run([...args, "--check"])).toMatchObject({ exitCode: 0, error: "" });

    const inline = [...args, "--runtime", "inline"];
    expect((await run([...inline, "--check"])).error).toContain(`stale: ${out}/runtime.ts`);
    expect((await run(inline)).out).toContain(`removed ${out}/runtime.ts`);
    expect(await readdir(out)).not.toContain("runtime.ts");
    expect(await read(out, "shop/validators.ts")).not.toMatch(/^import (?!type)/m);

    expect((await run([...args, "--check"])).error).toContain(`stale: ${out}/runtime.ts`);
    expect((await run([...args, "--runtime", "none"])).error).toContain("--runtime must be shared or inline");
  });
});

describe("several folders of schemas", () => {
  it("are refused where two have one name", async () => {
    const folder = await temporaryFolder({ "a/shop/x.schema.json": order, "b/shop/x.schema.json": order });
    const schemas = ["a/shop", "b/shop"].map((path) => join(folder, path));
    await expect(generate({ schemas, out: join(folder, "out") })).rejects.toThrow(
      'needs a folder called "shop", which is taken',
    );
    const runtime = ["a/shop", "b/runtime.ts"].map((path) => join(folder, path));
    await expect(generate({ schemas: runtime, out: join(folder, "out") })).rejects.toThrow("which is taken");
    await expect(generate({ schemas: [], out: join(folder, "out") })).rejects.toThrow("No folder of schemas");
  });

  it("have places that begin with the name of the folder, in names that are chosen and in refusals", async () => {
    const { folder, schemas } = await twoFolders();
    const options = { schemas, out: join(folder, "out"), emit: ["types"] as const };
    const { names } = await generate({ ...options, typeNames: { "shop/order.schema.json#": "Purchase" } });
    expect(names.get("shop/order.schema.json#")).toBe("Purchase");
    await expect(generate({ ...options, typeNames: { "order.schema.json#": "Purchase" } })).rejects.toThrow(
      "order.schema.json# is in none of the folders",
    );
    await writeInto(folder, "schemas/runtime/runtime.schema.json", { type: "wrong" });
    await expect(generate(options)).rejects.toThrow("runtime/runtime.schema.json#/type");
  });

  it("are all watched under --watch", async () => {
    const { folder, schemas } = await twoFolders();
    const out = join(folder, "out");
    const ended = new AbortController();
    const args = ["generate", ...schemas.flatMap((path) => ["--schemas", path]), "--out", out, "--emit", "types"];
    const running = run([...args, "--watch"], ended.signal);
    // A change that comes before a folder is watched isn't seen, so it is made again.
    const changes = (path: string, schema: object, words: string) =>
      vi.waitFor(
        async () => {
          await writeInto(folder, `schemas/${path}.schema.json`, schema);
          expect(await read(out, `${path.split("/")[0]}/types.ts`)).toContain(words);
        },
        { timeout: 20_000, interval: 200 },
      );
    await changes("runtime/runtime", { ...refund, required: [] }, "at?: string");
    await changes("shop/order", { ...order, required: [] }, "id?: string");
    ended.abort();
    expect((await running).exitCode).toBe(0);
  }, 30_000);

  it("are read as one is where there is only one", async () => {
    const { folder, schemas } = await twoFolders();
    const { files } = await generate({ schemas: schemas.slice(0, 1), out: join(folder, "out"), emit: ["types"] });
    expect(files).toEqual(["types.ts"]);
  });
});
