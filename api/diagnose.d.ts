// What @email-events/diagnose exports. Written by `pnpm api:update`.

export interface Answer {
    readonly strict: 200 | 400 | 401;
    readonly permissive: "stored" | "dropped";
    readonly errors: readonly string[];
}

export interface BatchRequest {
    readonly envelope: Call;
    readonly bytes: number;
}

export type DiagnoseEvent = (event: EventText) => EventDiagnosis;

export interface DiagnoseOptions {
    readonly vocabulary?: VocabularyName | undefined;
    readonly mapperOptions?: MapperOptions | undefined;
    readonly endpoint?: CallType | "batch" | undefined;
    readonly isKeyAccepted?: boolean | undefined;
    readonly limits?: CallLimits | undefined;
    readonly nowMs?: number | undefined;
    readonly maxEventBytes?: number | undefined;
    readonly maxEvents?: number | undefined;
}

export interface Diagnosis extends TextDiagnosis {
    readonly events: readonly EventDiagnosis[];
}

export interface EventDiagnosis {
    readonly number: number;
    readonly place: TextPlace;
    readonly bytes: number;
    readonly stages: readonly Stage[];
    readonly endsAt?: Stage;
    readonly vocabulary?: VocabularyName;
    readonly name?: string;
    readonly call?: unknown;
    readonly answer?: Answer;
}

export interface EventKind {
    readonly kind: string;
    readonly count: number;
    readonly first: EventDiagnosis;
}

export interface EventText {
    readonly text: string;
    readonly place: TextPlace;
    readonly number: number;
}

export interface EventTrace extends Trace<MappedCall> {
    readonly vocabulary: VocabularyName;
}

export interface Finding {
    readonly code: string;
    readonly sentence: string;
    readonly pointer: string;
    readonly place: TextPlace;
    readonly next?: string;
    readonly source?: string;
}

export type Framing = "nothing" | "one value" | "a list" | "one value a line" | "values in sequence";

export type MapperOptions = {
    readonly [Key in keyof typeof list as (typeof list)[Key]["vocabulary"]]?: Parameters<(typeof list)[Key]["createMapper"]>[0] | undefined;
};

export interface Origin extends SourceValue {
    readonly isCopied: boolean;
}

export interface SourceValue {
    readonly pointer: string;
    readonly value: unknown;
}

export type SourceVocabulary = (typeof list)[keyof typeof list]["vocabulary"];

export interface Stage {
    readonly name: StageName;
    readonly status: StageStatus;
    readonly sentence: string;
    readonly pointer: string;
    readonly place: TextPlace;
    readonly next?: string;
    readonly findings: readonly Finding[];
}

export type StageName = (typeof stageNames)[number];

export type StageStatus = "passes" | "stops on purpose" | "fails";

export interface TextDiagnosis {
    readonly framing: Framing | "a batch" | "no text";
    readonly sentence: string;
    readonly next?: string;
    readonly bytes: number;
    readonly omitted: number;
}

export interface TextPlace {
    readonly line: number;
    readonly column: number;
    readonly offset: number;
}

export interface Trace<Call = unknown> {
    readonly outcome: MapOutcome<Call>;
    readonly properties: readonly TracedProperty[];
    readonly deciding: readonly SourceValue[];
    readonly leftBehind: readonly SourceValue[];
    readonly untraced: number;
}

export interface TraceOptions {
    readonly vocabulary?: VocabularyName | undefined;
    readonly mapperOptions?: MapperOptions | undefined;
}

export interface TracedProperty {
    readonly pointer: string;
    readonly value: unknown;
    readonly from: readonly Origin[];
}

export type VocabularyName = SourceVocabulary | "semantic";

export const createEventDiagnosis: (options?: DiagnoseOptions, batch?: BatchRequest) => DiagnoseEvent;

export const diagnose: (given: string | Uint8Array, options?: DiagnoseOptions) => Diagnosis;

export const diagnoseEach: (given: string | Uint8Array, onEvent: (event: EventDiagnosis) => void, options?: DiagnoseOptions) => TextDiagnosis;

export const groupByKind: (events: Iterable<EventDiagnosis>) => readonly EventKind[];

export const kindOf: ({ endsAt }: EventDiagnosis) => string;

export const stageNames: readonly [
    "read",
    "recognized",
    "valid",
    "mapped",
    "answered",
    "noticed"
];

export const textStart: TextPlace;

export const traceEvent: (event: object, options?: TraceOptions) => EventTrace | undefined;

export const traceMapping: <Call>(event: unknown, map: (value: unknown) => MapOutcome<Call>) => Trace<Call>;

type MappedCall = SemanticEmailEvent | CustomTrackCall;
