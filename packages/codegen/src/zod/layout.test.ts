import { describe, expect, it } from "vitest";
import { joined, js } from "../source-text/source.ts";
import { chain, group, labelled, layOut, tallGroup } from "./layout.ts";

const letters = (count: number) =>
  joined(
    Array.from({ length: count }, () => js`x`),
    "",
  );

const long = letters(70);

describe("laying out emitted code", () => {
  it("keeps on one line what fits", () => {
    expect(layOut(chain(group(js`f(`, [js`a`, group(js`[`, [js`b`, js`c`], js`]`)], js`)`), js`.g()`)).text).toBe(
      "f(a, [b, c]).g()",
    );
  });

  it("gives each item its own line where they don't fit", () => {
    expect(layOut(group(js`f(`, [long, long], js`)`)).text).toBe(`f(\n  ${long.text},\n  ${long.text},\n)`);
  });

  it("gives each entry of an object its own line, and none to an empty one", () => {
    expect(layOut(tallGroup(js`open({`, [labelled(js`a: `, tallGroup(js`open({`, [], js`})`))], js`})`)).text).toBe(
      "open({\n  a: open({}),\n})",
    );
  });

  it("breaks calls below a short value, and hangs them on a broken one", () => {
    expect(layOut(chain(js`v`, js`.${long}`, js`.${long}`)).text).toBe(`v\n  .${long.text}\n  .${long.text}`);
    expect(layOut(chain(group(js`f(`, [long, long], js`)`), js`.g()`)).text).toBe(
      `f(\n  ${long.text},\n  ${long.text},\n).g()`,
    );
  });

  it("counts what stands before and after on the same line", () => {
    const fitting = group(js`f(`, [letters(50), letters(50)], js`)`);
    expect(layOut(fitting, 0, 15).text).not.toContain("\n");
    expect(layOut(fitting, 0, 16).text).toContain("\n");
  });
});
