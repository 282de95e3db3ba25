import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { maxFileBytes } from "@email-events/json-schema/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { main } from "../main.ts";

/** Stands in every file that a folder of schemas must not show, and in no other. */
const secret = "top-secret-4711";

/** Names inside of the folder. */
const names = ["a.schema.json", "b.schema.json", "c.json", "sub/d.schema.json", "sub/e.json", "node_modules/p/f.json"];

/** Where links lead and references point; ROOT is the folder above, where the secrets are. */
const ways = [
  ...names,
  "../secret.json",
  "ROOT/secret.json",
  "ROOT/outside",
  "ROOT/outside/x.schema.json",
  "..",
  ".",
  "/",
  "/dev/zero",
  "/proc/self/environ",
  "none",
  "sub",
];

const spellings: readonly ((way: string) => string)[] = [
  (way) => way,
  (way) => `./${way}`,
  (way) => `../${way}`,
  (way) => `file://${way}`,
  (way) => `file:///${way}`,
  (way) => `file:///node_modules/${way}`,
  (way) => `file:///node_modules//${way}`,
  (way) => `file:///node_modules/p/../../${way}`,
  (way) => `./node_modules/${way}`,
  (way) => way.replaceAll("/", "%2f"),
  (way) => way.replaceAll(".", "%2e"),
  (way) => way.replaceAll("/", "\\"),
  (way) => way.replaceAll("/", "%5c"),
  (way) => `${way}%00.json`,
  (way) => `p/${way}`,
  (way) => `sub/../${way}#/x`,
];

const reference = fc.tuple(fc.constantFrom(...ways), fc.constantFrom(...spellings)).map(([way, spell]) => spell(way));

type Content =
  | { readonly kind: "schema"; readonly refs: readonly string[] }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly to: string }
  | { readonly kind: "pipe" | "large" };

const content: fc.Arbitrary<Content> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("schema" as const), refs: fc.array(reference, { maxLength: 4 }) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("link" as const), to: fc.constantFrom(...ways) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("text" as const),
      text: fc.oneof(fc.constantFrom("", "{", "\uFEFF{}", "[]", '{"a":1,"a":2}', '"\\ud800"', "1e999"), fc.string()),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("pipe" as const, "large" as const) }) },
);

const folder = fc.dictionary(fc.constantFrom(...names, "g.schema.json", "sub/link"), content, {
  minKeys: 1,
  maxKeys: 6,
});

const run = promisify(execFile);

const put = async (root: string, path: string, made: Content): Promise<void> => {
  const own = (text: string): string => text.replace("ROOT", root);
  await mkdir(dirname(path), { recursive: true });
  switch (made.kind) {
    case "schema":
      return writeFile(path, JSON.stringify({ allOf: made.refs.map((ref) => ({ $ref: own(ref) })), title: path }));
    case "text":
      return writeFile(path, made.text);
    case "link":
      return symlink(own(made.to), path);
    case "pipe":
      return void (await run("mkfifo", [path]));
    case "large":
      await writeFile(path, "{}");
      return truncate(path, 2 * maxFileBytes);
    default:
      return made satisfies never;
  }
};

/** All that is printed by a command. */
const printed = async (...args: readonly string[]): Promise<{ readonly exitCode: number; readonly text: string }> => {
  const lines: string[] = [];
  const keep = (line: string) => void lines.push(line);
  return { exitCode: await main(args, { out: keep, error: keep }), text: lines.join("\n") };
};

const tryFolder = async (files: Readonly<Record<string, Content>>): Promise<void> => {
  const root = await mkdtemp(join(tmpdir(), "email-events-fuzz-"));
  try {
    const [schemas, out] = [join(root, "schemas"), join(root, "out")];
    for (const path of ["secret.json", "outside/x.schema.json", "other/o.schema.json"]) {
      const text = path.startsWith("other") ? {} : { title: secret, const: secret };
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), JSON.stringify(text));
    }
    // A link can take the place of a folder that another name needs: what can't be put isn't there.
    for (const [name, made] of Object.entries(files)) await put(root, join(schemas, name), made).catch(() => undefined);
    const results = [
      await printed("generate", "--schemas", schemas, "--out", out, "--emit", "validators,schemas"),
      await printed("diff", join(root, "other"), schemas),
      await printed("diff", schemas, join(root, "other")),
    ];
    for (const { exitCode, text } of results) {
      expect([0, 1, 2]).toContain(exitCode);
      expect(text).not.toBe("");
      expect(text).not.toContain(secret);
      expect(text).not.toMatch(/defect|unexpected error|\bat .*:\d+:\d+/);
    }
    const written = await run("grep", ["-rl", secret, out]).catch(() => undefined);
    expect(written?.stdout).toBeUndefined();
  } finally {
    await rm(root, { recursive: true, force: true });
  }
};

describe("folders of schemas", () => {
  // SCHEMA_FOLDERS=20000 tries more of them.
  const numRuns = Number(process.env["SCHEMA_FOLDERS"] ?? 60);

  it(
    "are read or refused in a line, and never show what stands outside of them",
    async () => {
      await fc.assert(fc.asyncProperty(folder, tryFolder), { numRuns });
    },
    60_000 + numRuns * 500,
  );
});
