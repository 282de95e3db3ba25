// What @email-events/diagnose/sources exports. Written by `pnpm api:update`.

export type MappedCall = SemanticEmailEvent | CustomTrackCall;

export interface MapperOption {
    readonly name: string;
    readonly vocabulary: SourceVocabulary;
    readonly path: readonly string[];
    readonly form: Exclude<OptionForm, {
        readonly kind: "group";
    }>;
}

export type MapperOptions = {
    readonly [Key in keyof typeof list as (typeof list)[Key]["vocabulary"]]?: Parameters<(typeof list)[Key]["createMapper"]>[0] | undefined;
};

export type SourceMapper = (value: unknown) => MapOutcome<MappedCall>;

export type SourceVocabulary = (typeof list)[keyof typeof list]["vocabulary"];

export type VocabularyName = SourceVocabulary | "semantic";

export const checkVocabulary: (name: VocabularyName | undefined) => void;

export const createSourceMapper: (vocabulary: VocabularyName, options?: MapperOptions) => SourceMapper;

export const customNamesOf: (forms: OptionForms, options: unknown) => ReadonlySet<unknown>;

export const detectVocabulary: (event: object) => VocabularyName | undefined;

export const findMappedIssues: (event: unknown, customNames: ReadonlySet<unknown>) => readonly Issue[];

export const fitCall: (call: unknown, sourceBytes: number) => readonly Issue[];

export const mapperOptionList: readonly MapperOption[];

export const mappings: Readonly<Listed>;

export const sourceVocabularyNames: readonly SourceVocabulary[];

export const vocabularyNames: readonly VocabularyName[];

export const withOption: (options: object, [name, ...below]: readonly string[], value: unknown) => object;

type Listed = {
    readonly [V in SourceVocabulary]: Mapping<SourceEventMap[V]> & {
        readonly vocabulary: V;
    };
};
