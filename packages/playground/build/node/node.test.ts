import { createHash } from "node:crypto";
import { basename, dirname, relative } from "node:path/posix";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createHash as createOwnHash } from "./crypto.ts";
import { basename as ownBasename, dirname as ownDirname, relative as ownRelative } from "./path-posix.ts";

it("hashes texts as Node does", () => {
  const same = (text: string): void => {
    const own = createOwnHash("sha256").update(text).digest("base64");
    expect(own).toBe(createHash("sha256").update(text).digest("base64"));
  };
  for (let length = 0; length < 130; length += 3) same("ä".repeat(length));
  fc.assert(fc.property(fc.string({ maxLength: 300 }), same), { numRuns: 50 });
});

const name = fc.string({ minLength: 1 }).filter((text) => !text.includes("/"));

it("splits the paths of documents as Node does", () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), fc.boolean(), (names, isAbsolute) => {
      const path = `${isAbsolute ? "/" : ""}${names.join("/")}`;
      expect([ownBasename(path), ownDirname(path)]).toEqual([basename(path), dirname(path)]);
    }),
  );
});

it("leads from one document to another as Node does", () => {
  // Few names, so that folders are shared.
  const path = fc.array(fc.constantFrom("a", "b", "ä b", "..."), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(path, path, (from, to) => {
      const [folder, document] = [dirname(from.join("/")), `${to.join("/")}/x.json`];
      expect(ownRelative(folder, document)).toBe(relative(folder, document));
    }),
  );
});
