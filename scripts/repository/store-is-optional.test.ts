import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

interface Manifest {
  readonly name: string;
  readonly bin?: object;
  readonly dependencies?: object;
}

const packagesFolder = join(import.meta.dirname, "../../packages");

const manifests = readdirSync(packagesFolder).map((name): Manifest =>
  JSON.parse(readFileSync(join(packagesFolder, name, "package.json"), "utf8")),
);

it("libraries take a store as an argument: only programs depend on one at run time", () => {
  const dependents = manifests.filter(
    ({ dependencies = {}, bin }) => bin === undefined && "@email-events/store" in dependencies,
  );
  expect(dependents.map(({ name }) => name)).toEqual([]);
  expect(manifests.map(({ name }) => name)).toContain("@email-events/store");
});
