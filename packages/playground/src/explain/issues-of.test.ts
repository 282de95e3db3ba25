import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSamples } from "../../build/samples.ts";
import { tokenEnd } from "../editor/token-end.ts";
import { explainText } from "../worker/explain-text.ts";
import { issuesOf } from "./issues-of.ts";

const underlined = (text: string): readonly (readonly [string, string])[] =>
  issuesOf(explainText(text, {})).map(({ offset, severity }) => [severity, text.slice(offset, tokenEnd(text, offset))]);

describe("the issues of a text", () => {
  it("are at what is wrong, whatever ends the lines", () => {
    const event = '{ "type": "track",\r\n  "event": "Email Open", "userId": "ada" }';
    expect(underlined(event)).toContainEqual(["error", '"Email Open"']);
    expect(underlined("[1, nul]")).toContainEqual(["error", "nul"]);
  });

  it("say the stage, the reason and the next step", () => {
    const [issue] = issuesOf(explainText('{ "type": "track", ', {}));
    expect(issue?.message).toMatch(/^read: .* Next step: /);
  });

  it("are within the text, for samples that are cut anywhere", () => {
    const texts = fc
      .tuple(fc.constantFrom(...readSamples()), fc.nat())
      .map(([{ text }, at]) => text.slice(0, at % 600));
    fc.assert(
      fc.property(texts, (text) =>
        issuesOf(explainText(text, {})).every(({ offset }) => offset >= 0 && offset <= text.length),
      ),
    );
  });
});

describe("the word at a place", () => {
  it("is at least a character, and goes on to the end of the text at most", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', "\\", "a", " ", "\n", ",", "]", "}") }),
        fc.nat(20),
        (text, at) => {
          const end = tokenEnd(text, at);
          return end > at && end <= Math.max(text.length, at + 1);
        },
      ),
    );
  });
});
