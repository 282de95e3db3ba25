import type { DiagnoseOptions } from "@email-events/diagnose";
import type { MapperOption } from "@email-events/diagnose/sources";
import type { Settings } from "../options/settings.ts";
import type { EventSchema } from "../schema/schema-of-event.ts";
import type { Trial } from "../schema/trial/try-schema.ts";
import type { TakeAway, TakeAwayWish } from "../take-away/take-away.ts";
import type { Explained } from "./explain-text.ts";
import type { Notices, UnnoticedCall } from "./notice-calls.ts";
import type { TracedText } from "./trace-text.ts";

/** What the page asks of its worker. */
export type Question =
  | {
      readonly kind: "explain";
      readonly text: string | File;
      readonly options: DiagnoseOptions;
      readonly settings: Settings;
    }
  | { readonly kind: "options" }
  | { readonly kind: "notice"; readonly calls: readonly UnnoticedCall[] }
  | { readonly kind: "schema"; readonly text: string; readonly number: number; readonly settings: Settings }
  | { readonly kind: "take away"; readonly text: string; readonly wish: TakeAwayWish }
  | { readonly kind: "trace"; readonly text: string; readonly number: number; readonly settings: Settings }
  | { readonly kind: "trial"; readonly schema: string | File; readonly before: string; readonly value: string };

/** How far the answer is, before it is there; an answer of the kind of its question, or why there is none. */
export type Reply =
  | { readonly kind: "progress"; readonly events: number }
  | { readonly kind: "explain"; readonly answer: Explained }
  | { readonly kind: "notice"; readonly answer: Notices }
  | { readonly kind: "options"; readonly answer: readonly MapperOption[] }
  | { readonly kind: "schema"; readonly answer: EventSchema }
  | { readonly kind: "take away"; readonly answer: TakeAway }
  | { readonly kind: "trace"; readonly answer: TracedText }
  | { readonly kind: "trial"; readonly answer: Trial }
  | { readonly kind: "failed"; readonly reason: string };
