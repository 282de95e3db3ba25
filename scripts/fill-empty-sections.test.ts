import { describe, expect, it } from "vitest";
import { fillEmptySections } from "./fill-empty-sections.mjs";

const words = "No changes; released together with the other packages.";

describe("a changelog", () => {
  it.each([
    ["a version alone", "# a\n\n## 0.2.0\n", `# a\n\n## 0.2.0\n\n${words}\n`],
    ["a heading without a list", "# a\n\n## 0.2.0\n\n### Patch Changes\n", `# a\n\n## 0.2.0\n\n${words}\n`],
    [
      "a version above another",
      "# a\n\n## 0.2.0\n\n## 0.1.0\n\n### Minor Changes\n\n- One.\n",
      `# a\n\n## 0.2.0\n\n${words}\n\n## 0.1.0\n\n### Minor Changes\n\n- One.\n`,
    ],
  ])("gets a sentence for %s", (_, text, filled) => {
    expect(fillEmptySections(text)).toBe(filled);
    expect(fillEmptySections(filled)).toBe(filled);
  });

  it.each(["# a\n\n## 0.1.0\n\n### Minor Changes\n\n- One.\n", "# a\n", ""])("stays as it is: %j", (text) => {
    expect(fillEmptySections(text)).toBe(text);
  });
});
