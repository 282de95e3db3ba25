import {
  airshipComplianceEventNames,
  airshipComplianceEventTag,
  airshipEmailEventNames,
  airshipEmailEventTag,
  airshipEventNames,
  airshipEventTag,
  bulkTrackingEventNames,
  bulkTrackingEventTag,
  semanticEmailEventNames,
  semanticEmailEventTag,
} from "@email-events/core";
import type { VocabularyName } from "@email-events/diagnose";
import { isCall } from "@email-events/validator/pipelines";
import { toLiteral } from "../copying/literal.ts";
import { toType } from "../copying/type-text.ts";
import type { TakenEvent } from "./taken-event.ts";

/** The types by name that core exports, the narrower before those that hold them. */
export const eventMaps: readonly {
  readonly vocabulary: string;
  readonly map: string;
  readonly tag: readonly string[];
  readonly names: readonly string[];
}[] = [
  { vocabulary: "airship", map: "AirshipEmailEventMap", tag: airshipEmailEventTag, names: airshipEmailEventNames },
  {
    vocabulary: "airship",
    map: "AirshipComplianceEventMap",
    tag: airshipComplianceEventTag,
    names: airshipComplianceEventNames,
  },
  { vocabulary: "airship", map: "AirshipEventMap", tag: airshipEventTag, names: airshipEventNames },
  {
    vocabulary: "bulk-tracking",
    map: "BulkTrackingEventMap",
    tag: bulkTrackingEventTag,
    names: bulkTrackingEventNames,
  },
  { vocabulary: "semantic", map: "SemanticEmailEventMap", tag: semanticEmailEventTag, names: semanticEmailEventNames },
];

const valueAt = (value: unknown, path: readonly string[]): unknown => {
  let found = value;
  for (const name of path) found = isCall(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  return found;
};

/** A type, and what has to be imported for it. */
interface NamedType {
  readonly text: string;
  readonly imported?: string;
}

const typeOf = (value: unknown, vocabulary: VocabularyName | undefined): NamedType => {
  for (const { map, names, tag, vocabulary: own } of eventMaps) {
    const name = own === vocabulary ? valueAt(value, tag) : undefined;
    if (typeof name === "string" && names.includes(name)) return { imported: map, text: `${map}[${toLiteral(name)}]` };
  }
  if (vocabulary === "semantic" && valueAt(value, ["type"]) === "track")
    return { imported: "CustomTrackCall", text: "CustomTrackCall" };
  return { text: toType(value) };
};

/** Returns the types of an event and of the call that is sent for it. */
export const toTypes = ({ diagnosis: { call, vocabulary }, value }: TakenEvent): string => {
  const event = typeOf(value, vocabulary);
  const sent = call === undefined || vocabulary === "semantic" ? undefined : typeOf(call, "semantic");
  const names = [...new Set([event.imported, sent?.imported].filter((name) => name !== undefined))];
  return [
    ...(names.length === 0 ? [] : [`import type { ${names.toSorted().join(", ")} } from "@email-events/core";`, ""]),
    "/** The event as it comes. */",
    `export type GivenEvent = ${event.text};`,
    "",
    ...(sent === undefined ? [] : ["/** The call that is sent for it. */", `export type SentCall = ${sent.text};`, ""]),
  ].join("\n");
};
