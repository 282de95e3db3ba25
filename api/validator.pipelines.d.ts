// What @email-events/validator/pipelines exports. Written by `pnpm api:update`.

export type Call = Readonly<Record<string, unknown>>;

export interface CallLimits {
    readonly maxCallBytes: number;
    readonly maxBatchBytes: number;
}

export interface CallProblem {
    readonly pointer: string;
    readonly sentence: string;
}

export type CallType = (typeof callTypes)[number];

export const callTypes: readonly [
    "identify",
    "track",
    "page",
    "screen",
    "group",
    "alias"
];

export const defaultCallLimits: CallLimits;

export const findCallProblems: (value: unknown, endpoint?: CallType) => readonly CallProblem[];

export const isCall: (value: unknown) => value is Call;

export const isCallType: (value: unknown) => value is CallType;

export const maxCallDepth = 100;
