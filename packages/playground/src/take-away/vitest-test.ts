import { toLiteral } from "../copying/literal.ts";
import { toMapperOptions } from "../options/settings.ts";
import { mapperOptionList } from "@email-events/diagnose/sources";
import { shortName, type TakenEvent } from "./taken-event.ts";

const titleOf = ({ diagnosis: { endsAt, name } }: TakenEvent): string => {
  const subject = shortName(name ?? "the event");
  return endsAt === undefined ? `${subject} arrives` : `${subject} ${endsAt.status} at ${endsAt.name}`;
};

/** Returns a test that holds the event as a fixture, and what happens to it as the expectation. */
export const toVitestTest = (taken: TakenEvent): string => {
  const { diagnosis, settings, text, value } = taken;
  const { call, endsAt, vocabulary } = diagnosis;
  const mapperOptions = toMapperOptions(mapperOptionList, settings);
  const options = {
    ...(vocabulary !== undefined && { vocabulary }),
    ...(Object.keys(mapperOptions).length > 0 && { mapperOptions }),
  };
  const fixture =
    value === undefined ? `const text = ${toLiteral(text)};` : `const text = JSON.stringify(${toLiteral(value)});`;
  return [
    'import { diagnose } from "@email-events/diagnose";',
    'import { expect, it } from "vitest";',
    "",
    fixture,
    "",
    `it(${toLiteral(titleOf(taken))}, () => {`,
    `  const [event] = diagnose(text, ${toLiteral(options, "  ")}).events;`,
    endsAt === undefined
      ? "  expect(event?.endsAt).toBeUndefined();"
      : `  expect(event?.endsAt).toMatchObject(${toLiteral({ name: endsAt.name, status: endsAt.status }, "  ")});`,
    ...(call === undefined ? [] : [`  expect(event?.call).toEqual(${toLiteral(call, "  ")});`]),
    "});",
    "",
  ].join("\n");
};
