// What @email-events/schema-diff exports. Written by `pnpm api:update`.

export type Audience = Role | "both";

export type BreakingFor = Role | "both" | "nobody";

export type Bump = "major" | "minor" | "patch";

export interface Change {
    readonly file: string;
    readonly pointer: string;
    readonly change: ChangeKind;
    readonly detail: string;
    readonly oldDataUnderNew: Verdict;
    readonly newDataUnderOld: Verdict;
    readonly breakingFor: BreakingFor;
    readonly bump: Bump;
}

export interface ChangeImpact {
    readonly bump: "minor" | "patch";
    readonly breaksCodeOf?: "both" | "consumer";
}

export type ChangeKind = keyof typeof changeKinds;

export class ChangesetError extends Error {
    readonly name = "ChangesetError";
}

export interface ComparedDocuments {
    readonly was: SchemaDocuments;
    readonly is: SchemaDocuments;
}

export interface GateOptions {
    readonly root: string;
    readonly schemas: string;
    readonly packageName: string;
    readonly packageFolder: string;
    readonly changesets: string;
    readonly against?: string | undefined;
}

export interface GateReport {
    readonly passes: boolean;
    readonly summary: string;
    readonly changes: readonly Change[];
    readonly falling: readonly Change[];
    readonly needed: Bump | undefined;
    readonly planned: Bump | undefined;
    readonly isUndetermined?: true;
    readonly compared?: ComparedDocuments & {
        readonly base: string;
    };
    readonly raised?: Bump | undefined;
}

export interface GateResult {
    readonly passes: boolean;
    readonly lines: readonly string[];
    readonly isUndetermined?: true;
}

export interface LocatedChange extends Change {
    readonly path: string;
    readonly line?: number;
    readonly column?: number;
}

export type ReportFormat = (typeof reportFormats)[number];

export interface ReportOptions {
    readonly audience: Audience;
    readonly format: Exclude<ReportFormat, "json">;
    readonly isWhole: boolean;
}

export type Role = "consumer" | "producer";

export type SchemaDocuments = ReadonlyMap<string, unknown>;

export interface Summary {
    readonly breaking: number;
    readonly bump: Bump | undefined;
    readonly words: readonly string[];
}

export class UnknownCommitError extends Error {
    readonly name = "UnknownCommitError";
}

export type Verdict = "valid" | "may fail" | "unknown";

export const changeKinds: {
    readonly "schema-added": ChangeImpact;
    readonly "schema-removed": {
        readonly bump: "minor";
        readonly breaksCodeOf: "both";
    };
    readonly "schema-moved": {
        readonly bump: "minor";
        readonly breaksCodeOf: "both";
    };
    readonly "definition-added": ChangeImpact;
    readonly "definition-removed": {
        readonly bump: "minor";
        readonly breaksCodeOf: "both";
    };
    readonly "definition-moved": ChangeImpact;
    readonly "type-renamed": {
        readonly bump: "minor";
        readonly breaksCodeOf: "both";
    };
    readonly "type-widened": ChangeImpact;
    readonly "type-narrowed": ChangeImpact;
    readonly "type-changed": ChangeImpact;
    readonly "enum-added": ChangeImpact;
    readonly "enum-removed": ChangeImpact;
    readonly "enum-value-added": ChangeImpact;
    readonly "enum-value-removed": ChangeImpact;
    readonly "const-changed": ChangeImpact;
    readonly "bound-tightened": ChangeImpact;
    readonly "bound-loosened": ChangeImpact;
    readonly "multiple-of-changed": ChangeImpact;
    readonly "pattern-added": ChangeImpact;
    readonly "pattern-removed": ChangeImpact;
    readonly "pattern-changed": ChangeImpact;
    readonly "format-added": ChangeImpact;
    readonly "format-removed": ChangeImpact;
    readonly "format-changed": ChangeImpact;
    readonly "property-added": ChangeImpact;
    readonly "property-removed": {
        readonly bump: "minor";
        readonly breaksCodeOf: "consumer";
    };
    readonly "required-added": ChangeImpact;
    readonly "required-removed": ChangeImpact;
    readonly "object-closed": ChangeImpact;
    readonly "object-opened": ChangeImpact;
    readonly "pattern-property-added": ChangeImpact;
    readonly "pattern-property-removed": ChangeImpact;
    readonly "property-names-changed": ChangeImpact;
    readonly "array-closed": ChangeImpact;
    readonly "array-opened": ChangeImpact;
    readonly "unique-items-added": ChangeImpact;
    readonly "unique-items-removed": ChangeImpact;
    readonly "contains-changed": ChangeImpact;
    readonly "choice-added": ChangeImpact;
    readonly "choice-removed": ChangeImpact;
    readonly "choice-kind-changed": ChangeImpact;
    readonly "branch-added": ChangeImpact;
    readonly "branch-removed": ChangeImpact;
    readonly "condition-changed": ChangeImpact;
    readonly "not-changed": ChangeImpact;
    readonly "unsupported-keyword": ChangeImpact;
    readonly "meaning-changed": ChangeImpact;
    readonly "default-changed": ChangeImpact;
    readonly "deprecated-changed": ChangeImpact;
    readonly "annotation-changed": ChangeImpact;
    readonly rewritten: ChangeImpact;
};

export const diffSchemas: (oldDocuments: SchemaDocuments, newDocuments: SchemaDocuments) => readonly Change[];

export const findRepository: (folder: string) => Promise<string | undefined>;

export const inspectGate: (options: GateOptions) => Promise<GateReport>;

export const isAtCommit: (path: string, ref: string) => Promise<boolean>;

export const isBreakingFor: (change: Change, role: "both" | "consumer" | "producer") => boolean;

export const locateChanges: (changes: readonly Change[], paths: readonly string[], workingFolder?: string) => Promise<readonly LocatedChange[]>;

export const printReport: (changes: readonly LocatedChange[], options: ReportOptions) => readonly string[];

export const readAgainst: (path: string, ref: string, intake?: IntakeOptions) => Promise<readonly [
    SchemaDocuments,
    SchemaDocuments
]>;

export const readFolders: (folders: readonly [
    string,
    string
], intake?: IntakeOptions) => Promise<readonly [
    SchemaDocuments,
    SchemaDocuments
]>;

export const remedyFor: ({ falling, needed }: GateReport) => readonly string[];

export const reportFormats: readonly [
    "text",
    "json",
    "markdown",
    "github"
];

export const reportValue: (changes: readonly LocatedChange[], audience: Audience) => {
    role: Audience;
    breakingFor: boolean;
    bump: string;
    changes: {
        file: string;
        pointer: string;
        change: import("../change-kinds.js").ChangeKind;
        detail: string;
        oldDataUnderNew: import("../change.js").Verdict;
        newDataUnderOld: import("../change.js").Verdict;
        breakingFor: import("../change.js").BreakingFor;
        path: string;
        line?: number;
        column?: number;
        bump: import("../change.js").Bump;
    }[];
};

export const runGate: (options: GateOptions) => Promise<GateResult>;

export const summarize: (changes: readonly LocatedChange[], audience: Audience) => Summary;

export const updateChangeset: (options: GateOptions, packages?: readonly string[]) => Promise<GateResult>;
