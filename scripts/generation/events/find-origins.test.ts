import { expect, it } from "vitest";
import { traceMapping } from "../../../packages/diagnose/src/index.ts";
import { findOrigins } from "./find-origins.mjs";

interface Source {
  readonly kind?: string;
  readonly id?: string;
  readonly user?: string;
  readonly mail?: { readonly to?: string; readonly labels?: readonly (string | null)[] };
}

type Made =
  | { readonly status: "mapped"; readonly event: unknown }
  | { readonly status: "skipped"; readonly reason: string };

const originsIn = (event: unknown, map: (source: Source) => unknown) => {
  const outcomeOf = (value: unknown): Made => {
    const call = map(Object(value));
    return call === undefined ? { status: "skipped", reason: "nobody" } : { status: "mapped", event: call };
  };
  const { properties } = findOrigins(event, { map: outcomeOf, trace: (value) => traceMapping(value, outcomeOf) });
  return Object.fromEntries(properties.map(({ path, origins }) => [path, origins.map((from) => from.join(" + "))]));
};

const event = { kind: "open", id: "e-1", user: "u-1", mail: { to: "nora@example.com", labels: ["spring", "readers"] } };

it("finds what a property is copied from, what it is made of, and what is the same in every event", () => {
  expect(originsIn(event, ({ kind, id }) => ({ type: "track", messageId: `${kind}:${id}`, id }))).toEqual({
    type: [],
    messageId: ["kind + id"],
    id: ["id"],
  });
});

it("finds what takes the place of a missing value, in turn", () => {
  expect(originsIn(event, ({ user, mail, id }) => ({ userId: user ?? mail?.to ?? id }))).toEqual({
    userId: ["user", "mail.to", "id"],
  });
});

it("ends where the event isn't mapped any more", () => {
  expect(originsIn(event, ({ user, mail }) => (mail?.to === undefined ? undefined : { a: user ?? mail.to }))).toEqual({
    a: ["user", "mail.to"],
  });
});

it("shows a list by its items, and the first of a list by its place", () => {
  const map = ({ mail }: Source) => ({ labels: mail?.labels, first: mail?.labels?.[0] ?? undefined });
  expect(originsIn(event, map)).toEqual({ "labels[]": ["mail.labels[]"], first: ["mail.labels[0]"] });
});

it("has no properties of an event that isn't mapped", () => {
  expect(originsIn(event, () => undefined)).toEqual({});
});
