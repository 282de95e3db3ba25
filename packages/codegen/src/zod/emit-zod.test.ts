import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../differential/random.ts";
import { mutate } from "../differential/random-value.ts";
import { setOfOne, validatorOf } from "../test-support/schemas.ts";
import { emitZod } from "./emit-zod.ts";
import { type CompiledZod, compileZod } from "./testing/compiled-zod.ts";
import { expressible } from "./testing/expressible.ts";

const mutantsOf = (values: readonly unknown[]): readonly unknown[] => {
  const random = createRandom(4711);
  return values.flatMap((value) => Array.from({ length: 40 }, () => mutate(random, value)));
};

describe("emitted zod schemas", () => {
  let folder: string;
  let compiled: CompiledZod;

  afterAll(() => rm(folder, { recursive: true, force: true }));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "email-events-codegen-"));
    compiled = await compileZod(
      folder,
      new Map(Object.entries(expressible).map(([name, { schema }]) => [name, setOfOne(schema)])),
    );
  }, 60_000);

  it("compile, and infer the emitted types", () => {
    expect(compiled.complaints).toBe("");
  });

  it.each(Object.entries(expressible))("take what the schema takes: %s", (name, { schema, valid, invalid }) => {
    const zod = compiled.verdicts.get(name)!;
    expect(valid.filter((value) => !zod(value))).toEqual([]);
    expect(invalid.filter(zod)).toEqual([]);

    const ajv = new ("$schema" in schema ? Ajv : Ajv2020)({ strict: false, ownProperties: true }).compile(schema);
    const ours = validatorOf(schema);
    const verdicts = (value: unknown) => ({ value, zod: zod(value), ours: ours.is(value), ajv: ajv(value) });
    const disputed = [...valid, ...invalid, ...mutantsOf([...valid, ...invalid])].map(verdicts);
    expect(disputed.filter((all) => all.zod !== all.ours || all.zod !== all.ajv)).toEqual([]);
  });

  it("have no line beyond 120 characters that could be broken, and say recursion by name", async () => {
    const source = await emitZod(setOfOne(expressible["tree"]!.schema));
    expect(source.split("\n").filter((line) => line.length > 120)).toEqual([]);
    expect(source).toContain("export const TreeNode: z.ZodType<TreeNode> = open({");
    expect(source).toContain("  children: z.array(z.lazy(() => TreeNode)).exactOptional(),");
  });
});
