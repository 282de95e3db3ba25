import { describe, expectTypeOf, it } from "vitest";
import {
  argument,
  choice,
  defineCommand,
  flag,
  number,
  repeated,
  required,
  text,
  value,
  withDefault,
} from "./index.ts";

describe("defineCommand", () => {
  it("gives the values of options and arguments their types", () => {
    const command = defineCommand({
      name: "send",
      summary: "Send",
      usage: "FILE",
      inputs: {
        file: argument(required(text("FILE", "a file"))),
        to: text("WHERE", "where to"),
        report: choice("FORMAT", ["json", "text"], "a format"),
        role: withDefault(choice("ROLE", ["both", "consumer"], "a role"), "both"),
        count: number("N", { least: 0 }, "how many"),
        key: repeated(text("KEY", "a key")),
        url: value("URL", "a URL", (written) => new URL(written)),
        check: flag("only compare"),
      },
      examples: [],
      run: async (values, io: { readonly exit: number }) => {
        expectTypeOf(values).toEqualTypeOf<{
          readonly file: string;
          readonly to: string | undefined;
          readonly report: "json" | "text" | undefined;
          readonly role: "both" | "consumer";
          readonly count: number | undefined;
          readonly key: readonly string[];
          readonly url: URL | undefined;
          readonly check: boolean;
        }>();
        return io.exit;
      },
    });
    expectTypeOf(command.prepare(new Map(), (word) => word)).toEqualTypeOf<
      (io: { readonly exit: number }) => Promise<number>
    >();
  });
});
