import { describe, expect, it } from "vitest";
import { linkInto, temporaryFolder } from "../test-support/temporary-folder.ts";
import { readSchemas } from "./read-schemas.ts";

const files = {
  "shared/order.schema.json": { title: "Order" },
  "shared/deep/refund.schema.json": { title: "Refund" },
  "shared/notes.md": "",
  "shared/sale": { title: "Sale" },
  "schemas/coupon.schema.json": { title: "Coupon" },
};

/** The schemas of a folder that holds some links, beside one that they can lead to. */
const readWith = async (links: Readonly<Record<string, string>>) => {
  const root = await temporaryFolder(files);
  await linkInto(`${root}/schemas`, links);
  return readSchemas(`${root}/schemas`);
};

describe("readSchemas", () => {
  it.each([
    ["a file", { "order.schema.json": "../shared/order.schema.json" }, ["order.schema.json"]],
    ["a file of another name", { "sale.schema.json": "../shared/sale" }, ["sale.schema.json"]],
    [
      "a folder, and the folders in it",
      { "shop/all": "../../shared" },
      ["shop/all/deep/refund.schema.json", "shop/all/order.schema.json"],
    ],
    [
      "a folder that lies in the same one, under both names",
      { "2026/order.schema.json": "../../shared/order.schema.json", latest: "2026" },
      ["2026/order.schema.json", "latest/order.schema.json"],
    ],
    ["a link", { "order.schema.json": "again", again: "../shared/order.schema.json" }, ["order.schema.json"]],
    ["a file that is no schema", { "notes.md": "../shared/notes.md" }, []],
    ["nothing, where Emacs marks a file", { ".#coupon.schema.json": "me@here.42:1700000000" }, []],
    ["installed packages", { "node_modules/shared": "../../shared", "deep/node_modules": "../../shared" }, []],
  ])("reads what links lead to: %s", async (_, links, found) => {
    const read = await readWith(links);
    expect([...read.keys()]).toEqual(["coupon.schema.json", ...found].toSorted());
  });

  it.each([
    [
      "a file that isn't there",
      { "a.schema.json": "b.schema.json" },
      "a.schema.json#: this is a link that leads nowhere",
    ],
    ["a folder that isn't there", { "deep/shared": "../none" }, "deep/shared#: this is a link that leads nowhere"],
    ["a place in a file", { a: "coupon.schema.json/b" }, "a#: this is a link that leads nowhere"],
    ["itself", { "a.schema.json": "a.schema.json" }, "a.schema.json#: this is a link that leads in a circle"],
    ["its own folder", { "deep/self": "." }, "deep/self#: links lead in a circle here"],
    ["the folder that is read", { "deep/up": ".." }, "deep/up#: links lead in a circle here"],
    ["a folder around that", { up: ".." }, "up/schemas#: links lead in a circle here"],
    ["each other", { "a/b": "../b", "b/a": "../a" }, "a/b/a#: links lead in a circle here"],
  ])("refuses links to %s", async (_, links, problem) => {
    await expect(readWith(links)).rejects.toThrow(problem);
  });
});
