import type * as airship from "../../packages/airship/src/index.ts";
import type * as airshipStream from "../../packages/airship-stream/src/index.ts";
import type * as bulkTracking from "../../packages/bulk-tracking/src/index.ts";
import type * as bulkTrackingWebhook from "../../packages/bulk-tracking-webhook/src/index.ts";
import type * as codegen from "../../packages/codegen/src/index.ts";
import type * as diagnose from "../../packages/diagnose/src/index.ts";
import type * as jetstream from "../../packages/jetstream/src/index.ts";
import type * as pipelines from "../../packages/pipelines/src/index.ts";
import type * as relay from "../../packages/relay/src/index.ts";
import type * as sandbox from "../../packages/sandbox/src/index.ts";
import type * as store from "../../packages/store/src/index.ts";
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

/** What packages export of options. */
type AllOptions =
  | airship.AirshipMapperOptions
  | airship.AirshipForwarding
  | airshipStream.AirshipStreamOptions
  | airshipStream.StreamFilter
  | bulkTracking.BulkTrackingMapperOptions
  | bulkTrackingWebhook.WebhookAuth
  | bulkTrackingWebhook.WebhookOptions
  | codegen.GateOptions
  | codegen.GenerateOptions
  | codegen.IntakeOptions
  | diagnose.DiagnoseOptions
  | diagnose.MapperOptions
  | diagnose.TraceOptions
  | jetstream.ConsumeOptions
  | jetstream.CreateOptions
  | jetstream.JetStreamQueueOptions
  | jetstream.ListOptions
  | jetstream.OperatorOptions
  | pipelines.PipelinesClientOptions<object>
  | relay.RelayOptions
  | sandbox.AirshipStreamSandboxOptions
  | sandbox.BulkTrackingSenderOptions
  | sandbox.GenerateOptions
  | sandbox.SandboxOptions
  | store.CallStoreOptions
  | store.ListOptions
  | store.PageOptions
  | store.StoreOptions;

it("every option that may be left out takes undefined", () => {
  expectTypeOf<Closed<{ readonly a?: 1; readonly b?: 1 | undefined; readonly c: 1 }>>().toEqualTypeOf<"a">();
  expectTypeOf<Closed<AllOptions>>().toEqualTypeOf<never>();
});
