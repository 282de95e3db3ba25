import { Command, CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import { toUsageError, unknownOption } from "./refusals.ts";

const hideAddresses = (text: string): string => text.replaceAll(/[^\s-]+@\S+/g, "[address]");

describe("a refusal", () => {
  it("shows no part of an address that goes on behind an equals sign", () => {
    const { message } = unknownOption(new Command("mail"), "--nora=books@example.com", hideAddresses);
    expect(message).toBe("Unknown option --[address] (run mail --help)");
  });

  it("quotes what commander says for a reason that isn't known here", () => {
    const error = new CommanderError(1, "commander.another", "error: nora@example.com is odd");
    expect(toUsageError(new Command("mail"), error, hideAddresses).message).toBe(
      "error: [address] is odd (run mail --help)",
    );
  });
});
