import type { StreamInfo } from "@nats-io/jetstream";
import { expect, it } from "vitest";
import { hasQuorum } from "./status.ts";

/** What a broker says of a stream with a leader, some replicas that are there and some that are offline. */
const infoOf = (leader: string | undefined, present: number, offline: number): StreamInfo => {
  const replicaOf = (isOffline: boolean) => ({
    name: "n",
    current: !isOffline,
    active: 0,
    ...(isOffline && { offline: true }),
  });
  const replicas = [
    ...Array.from({ length: present }, () => replicaOf(false)),
    ...Array.from({ length: offline }, () => replicaOf(true)),
  ];
  const cluster = { name: "test", leader, ...(replicas.length > 0 && { replicas }) };
  return Object.assign(JSON.parse("{}"), { cluster, config: { num_replicas: 1 + present + offline } });
};

it.each([
  ["n1", 0, 0, true],
  ["n1", 2, 0, true],
  ["n1", 1, 1, true],
  ["n1", 0, 2, false],
  ["n1", 0, 1, false],
  ["n1", 2, 2, true],
  ["", 2, 0, false],
  [undefined, 2, 0, false],
])("a stream with leader %s, %i present and %i offline replicas can confirm: %s", (leader, present, offline, can) => {
  expect(hasQuorum(infoOf(leader, present, offline))).toBe(can);
});

it("a stream of a single broker can confirm", () => {
  expect(hasQuorum(Object.assign(JSON.parse("{}"), { config: { num_replicas: 1 } }))).toBe(true);
});
