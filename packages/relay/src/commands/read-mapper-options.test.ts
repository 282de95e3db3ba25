import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CommandError } from "../command-error.ts";
import { sourceVocabularyNames } from "@email-events/diagnose/sources";
import { mapperOptions } from "./mapper-option-names.ts";
import { readMapperOptions } from "./read-mapper-options.ts";

const choices = sourceVocabularyNames.join(" or ");

const read = (...words: readonly string[]) => readMapperOptions(words, undefined);

describe("the options of --map", () => {
  it("go to the mapper of their vocabulary", () => {
    expect(read()).toEqual({});
    expect(
      read(
        "airship.opens=both",
        "airship.forward.delay=Email Delayed",
        "airship.forward.injection=a=b",
        "bulk-tracking.plausibleTime.from=2024-01-01",
        "bulk-tracking.additional.userId=customer",
        "bulk-tracking.additional.campaign_id=",
        "bulk-tracking.additional.userId=user_id",
      ),
    ).toEqual({
      airship: { opens: "both", forward: { delay: "Email Delayed", injection: "a=b" } },
      "bulk-tracking": {
        plausibleTime: { from: "2024-01-01" },
        additional: { userId: ["customer", "user_id"], campaign_id: [] },
      },
    });
  });

  it("replace the same option of a file, and leave the others of it", () => {
    const file = {
      airship: { opens: "both", forward: { delay: "Email Delayed", injection: "Email Injected" } },
      "bulk-tracking": {
        plausibleTime: { from: "2020-01-01" },
        additional: { userId: ["customer"], campaign_id: "c" },
      },
    } as const;
    const before = structuredClone(file);
    const words = ["airship.forward.delay=Late", "bulk-tracking.additional.userId=user_id"];
    expect(readMapperOptions(words, undefined, file)).toEqual({
      airship: { opens: "both", forward: { delay: "Late", injection: "Email Injected" } },
      "bulk-tracking": { plausibleTime: { from: "2020-01-01" }, additional: { userId: ["user_id"], campaign_id: "c" } },
    });
    expect(readMapperOptions([], undefined, file)).toEqual(file);
    const other = ["bulk-tracking.plausibleTime.to=2030-01-01"];
    expect(readMapperOptions(other, undefined, file)["bulk-tracking"]?.plausibleTime).toEqual({
      from: "2020-01-01",
      to: "2030-01-01",
    });
    expect(file).toEqual(before);
  });

  it("are refused where they contradict those of a file", () => {
    const file = { "bulk-tracking": { plausibleTime: { from: "2020-01-01" } } };
    expect(() => readMapperOptions(["bulk-tracking.plausibleTime.to=2019-01-01"], undefined, file)).toThrow(
      "--map bulk-tracking: The option plausibleTime is empty: from must not be later than to.",
    );
  });

  it.each([
    ["", '--map takes VOCABULARY.OPTION=VALUE, such as airship.opens=both; "" has no =.'],
    ["airship.opens", '"airship.opens" has no =.'],
    ["airship", '"airship" has no =.'],
    ["=both", `--map: there is no mapping of ""; give ${choices}.`],
    ["airshp.opens=both", `no mapping of "airshp"; give ${choices}. Did you mean airship?`],
    ["semantic.opens=both", `no mapping of "semantic"; give ${choices}.`],
    ["airship.open=both", "Did you mean airship.opens?"],
    ["airship.Opens=both", "Did you mean airship.opens?"],
    ["airship=both", '--map: there is no option "airship"; give airship.opens or '],
    ["airship.=both", '--map: there is no option "airship."; give airship.opens or '],
    ["airship..opens=both", 'there is no option "airship..opens"'],
    ["airship.opens.x=both", 'there is no option "airship.opens.x"'],
    [" airship.opens=both", 'no mapping of " airship"'],
    [
      "airship.forward=x",
      "airship.forward holds several options; give airship.forward.delay or airship.forward.injection.",
    ],
    ["airship.forward.delays=x", "Did you mean airship.forward.delay?"],
    [
      "airship.opens=bot",
      '--map airship.opens: The option opens can\'t be "bot": use one of "initial_open", "open", "both". Did you mean both?',
    ],
    ["airship.opens=", '--map airship.opens: The option opens can\'t be "": use one of'],
    ["airship.opens==both", 'The option opens can\'t be "=both"'],
    ["airship.identity=x", "or a function of the event. Only code can give a function."],
    [
      "airship.forward.delay=",
      '--map airship.forward.delay: The option forward.delay can\'t be "": it must be the name of the custom event.',
    ],
    ["airship.forward.delay=Email Opened", "that is the name of a semantic event."],
    [
      "bulk-tracking.plausibleTime.to=tomorrow",
      "--map bulk-tracking.plausibleTime.to: The option plausibleTime.to can't",
    ],
  ])("refuse %j and say what to do", (word, message) => {
    expect(() => read(word)).toThrow(CommandError);
    expect(() => read(word)).toThrow(message);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"])("know no %s", (name) => {
    for (const word of [`airship.${name}=x`, `${name}.opens=both`, `airship.forward.${name}=x`, `${name}=x`])
      expect(() => read(word)).toThrow(/there is no (option|mapping of) "/);
    expect({}).not.toHaveProperty("opens");
  });

  it("are given once each, lists apart", () => {
    expect(() => read("airship.opens=both", "airship.opens=both")).toThrow(
      "--map: airship.opens is given twice; leave one of them out.",
    );
  });

  it("are checked together, too", () => {
    const range = ["bulk-tracking.plausibleTime.from=2025-01-01", "bulk-tracking.plausibleTime.to=2024-01-01"];
    expect(() => read(...range)).toThrow("--map bulk-tracking: The option plausibleTime is empty");
  });

  it("belong to the vocabulary that is named", () => {
    const words = ["airship.opens=both"];
    expect(readMapperOptions(words, "airship")).toEqual({ airship: { opens: "both" } });
    for (const named of ["bulk-tracking", "semantic"] as const)
      expect(() => readMapperOptions(words, named)).toThrow(
        `--map airship.opens has no effect with --vocabulary ${named}`,
      );
  });

  it("hold no address in an error", () => {
    for (const word of ["nora@example.com", "nora@example.com=x", "airship.opens=nora@example.com"])
      expect(() => read(word)).toThrow(expect.objectContaining({ message: expect.not.stringContaining("nora@") }));
  });

  it("are read or refused, whatever they are", () => {
    const name = fc.oneof(fc.constantFrom(...mapperOptions.keys()), fc.string(), fc.constant("airship.__proto__"));
    const value = fc.oneof(fc.string(), fc.constantFrom("", "=", "both", "__proto__", "2024-01-01"));
    const word = fc.tuple(name, fc.constantFrom("=", "", "=="), value).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (words) => {
        try {
          read(...words);
        } catch (error) {
          expect(error).toBeInstanceOf(CommandError);
        }
      }),
    );
  });
});

it("every choice of every option is taken", () => {
  const settings = [...mapperOptions.values()].flatMap(({ name, form }) =>
    form.kind === "choice" ? form.choices.map((value) => `${name}=${value}`) : [],
  );
  expect(settings).toEqual(
    expect.arrayContaining(["airship.opens=both", "bulk-tracking.unsubscribeEvent=Unsubscribed"]),
  );
  for (const setting of settings) expect(Object.keys(read(setting))).toHaveLength(1);
});
