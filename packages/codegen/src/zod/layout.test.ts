import { describe, expect, it } from "vitest";
import { chain, group, labelled, layOut, tallGroup } from "./layout.ts";

const long = "x".repeat(70);

describe("laying out emitted code", () => {
  it("keeps on one line what fits", () => {
    expect(layOut(chain(group("f(", ["a", group("[", ["b", "c"], "]")], ")"), ".g()"))).toBe("f(a, [b, c]).g()");
  });

  it("gives each item its own line where they don't fit", () => {
    expect(layOut(group("f(", [long, long], ")"))).toBe(`f(\n  ${long},\n  ${long},\n)`);
  });

  it("gives each entry of an object its own line, and none to an empty one", () => {
    expect(layOut(tallGroup("open({", [labelled("a: ", tallGroup("open({", [], "})"))], "})"))).toBe(
      "open({\n  a: open({}),\n})",
    );
  });

  it("breaks calls below a short value, and hangs them on a broken one", () => {
    expect(layOut(chain("v", `.${long}`, `.${long}`))).toBe(`v\n  .${long}\n  .${long}`);
    expect(layOut(chain(group("f(", [long, long], ")"), ".g()"))).toBe(`f(\n  ${long},\n  ${long},\n).g()`);
  });

  it("counts what stands before and after on the same line", () => {
    const fitting = group("f(", ["x".repeat(50), "x".repeat(50)], ")");
    expect(layOut(fitting, 0, 15)).not.toContain("\n");
    expect(layOut(fitting, 0, 16)).toContain("\n");
  });
});
