import { expectTypeOf, test } from "vitest";
import type { SemanticEmailEvent } from "@email-events/core";
import type { openCallStore } from "@email-events/store";
import type { DurableClientOptions } from "./client.ts";
import type { Store, StoredCall } from "./store.ts";

type Opened = Awaited<ReturnType<typeof openCallStore<SemanticEmailEvent>>>;

test("the store of @email-events/store fits", () => {
  expectTypeOf<Opened>().toExtend<Store<SemanticEmailEvent>>();
  expectTypeOf<Opened>().toExtend<DurableClientOptions<SemanticEmailEvent>["store"]>();
});

test("a store that holds all of its events in an array fits", () => {
  expectTypeOf<readonly StoredCall<object>[]>().toExtend<ReturnType<Store<object>["replay"]>>();
});
