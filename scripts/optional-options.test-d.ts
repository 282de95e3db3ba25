import type { AirshipMapperOptions } from "../packages/airship/src/index.ts";
import type { AirshipStreamOptions } from "../packages/airship-stream/src/index.ts";
import type { BulkTrackingMapperOptions } from "../packages/bulk-tracking/src/index.ts";
import type { WebhookOptions } from "../packages/bulk-tracking-webhook/src/index.ts";
import type { GenerateOptions } from "../packages/codegen/src/index.ts";
import type { DiagnoseOptions } from "../packages/diagnose/src/index.ts";
import type { JetStreamQueueOptions } from "../packages/jetstream/src/index.ts";
import type { PipelinesClientOptions } from "../packages/pipelines/src/index.ts";
import type { RelayOptions } from "../packages/relay/src/index.ts";
import type {
  AirshipStreamSandboxOptions,
  BulkTrackingSenderOptions,
  SandboxOptions,
} from "../packages/sandbox/src/index.ts";
import type { StoreOptions } from "../packages/store/src/index.ts";
import { expectTypeOf, it } from "vitest";

/** The names of optional options that refuse `undefined` under `exactOptionalPropertyTypes`. */
type Closed<Options> = Options extends unknown
  ? {
      [Name in keyof Options]-?: object extends Pick<Options, Name>
        ? { [Same in Name]: undefined } extends Pick<Options, Name>
          ? never
          : Name
        : never;
    }[keyof Options]
  : never;

it("every option that may be left out takes undefined", () => {
  expectTypeOf<Closed<{ readonly a?: 1; readonly b?: 1 | undefined; readonly c: 1 }>>().toEqualTypeOf<"a">();
  expectTypeOf<Closed<AirshipMapperOptions>>().toEqualTypeOf<never>();
  expectTypeOf<Closed<AirshipStreamOptions>>().toEqualTypeOf<never>();
  expectTypeOf<Closed<BulkTrackingMapperOptions>>().toEqualTypeOf<never>();
  expectTypeOf<Closed<WebhookOptions>>().toEqualTypeOf<never>();
  expectTypeOf<Closed<Exclude<WebhookOptions["auth"], "none">>>().toEqualTypeOf<never>();
  expectTypeOf<Closed<GenerateOptions>>().toEqualTypeOf<never>();
  expectTypeOf<Closed<DiagnoseOptions>>().toEqualTypeOf<never>();
  expectTypeOf<Closed<JetStreamQueueOptions>>().toEqualTypeOf<never>();
  expectTypeOf<Closed<PipelinesClientOptions<object>>>().toEqualTypeOf<never>();
  expectTypeOf<Closed<RelayOptions>>().toEqualTypeOf<never>();
  expectTypeOf<Closed<AirshipStreamSandboxOptions>>().toEqualTypeOf<never>();
  expectTypeOf<Closed<BulkTrackingSenderOptions>>().toEqualTypeOf<never>();
  expectTypeOf<Closed<SandboxOptions>>().toEqualTypeOf<never>();
  expectTypeOf<Closed<StoreOptions>>().toEqualTypeOf<never>();
});
