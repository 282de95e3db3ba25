import type { EmailLinkProperties, EmailListProperties, EventContext, TrackCall } from "@email-events/core";
import { isCall } from "@email-events/validator/pipelines";
import { escapeName } from "../reading/escape-name.ts";
import { isOneEdit } from "./is-one-edit.ts";
import { nearName } from "./names.ts";
import { none, type Notice } from "./notice.ts";

/** Returns the names of a union type. A missing name is a compile error. */
const allOf = <Name extends string>(names: Readonly<Record<Name, true>>): readonly string[] => Object.keys(names);

const semanticProperties = allOf<keyof (EmailLinkProperties & EmailListProperties)>({
  campaign_id: true,
  campaign_name: true,
  email_id: true,
  email_subject: true,
  link_id: true,
  link_url: true,
  list_id: true,
  list_name: true,
});

const members = allOf<Exclude<keyof (TrackCall & { event: string; properties: object }), symbol | number>>({
  anonymousId: true,
  context: true,
  event: true,
  integrations: true,
  messageId: true,
  properties: true,
  sentAt: true,
  timestamp: true,
  type: true,
  userId: true,
});

const contextMembers = ["ip", "userAgent", "traits", "device", "os"] as const satisfies readonly (keyof EventContext)[];

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z\d]/g, "");

/** Returns the known name that a name is, or resembles: the same letters, or one edit in a longer one. */
const nearOf = (name: string, known: readonly string[]): string | undefined => {
  const same = known.find((one) => plain(one) === plain(name));
  if (same !== undefined || name.length < 6) return same;
  return known.find((one) => one[0] === name[0] && isOneEdit(one, name));
};

const source = "Customer.io, Pipelines API: common fields, and the properties of the semantic events";

const places = [
  { pointer: "", known: members, of: (call: Readonly<Record<string, unknown>>): unknown => call },
  {
    pointer: "/properties",
    known: semanticProperties,
    of: (call: Readonly<Record<string, unknown>>): unknown => call["properties"],
  },
  {
    pointer: "/context",
    known: contextMembers,
    of: (call: Readonly<Record<string, unknown>>): unknown => call["context"],
  },
];

const maxNames = 100;

/** A property whose name is nearly a known one passes, and nothing reads it. */
export const nearProperty: Notice = ({ call, isDirect, type }) => {
  if (!isDirect || type !== "track") return none;
  const isEmail =
    typeof call["event"] === "string" &&
    (/mail|unsubscribed/i.test(call["event"]) || nearName(call["event"]) !== undefined);
  if (!isEmail) return none;
  return places.flatMap(({ known, of, pointer }) => {
    const holder = of(call);
    if (!isCall(holder)) return none;
    return Object.keys(holder)
      .slice(0, maxNames)
      .flatMap((name) => {
        const near = nearOf(name, known);
        if (near === undefined || Object.hasOwn(holder, near)) return none;
        return [
          {
            code: "near-property",
            sentence: `The name of a property is nearly ${near}. As it is, nothing reads it as ${near}.`,
            pointer: `${pointer}/${escapeName(name)}`,
            next: `If it is meant, name it ${near}.`,
            source,
          },
        ];
      });
  });
};
