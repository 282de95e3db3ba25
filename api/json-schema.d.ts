// What @email-events/json-schema exports. Written by `pnpm api:update`.

export interface Addresses<Node = SchemaNode> {
    readonly places: ReadonlyMap<string, Node>;
    readonly byAddress: ReadonlyMap<string, Node>;
    readonly resourceOf: (node: Pick<SchemaNode, "file" | "pointer">) => Resource<Node>;
    readonly dialectOf: (node: Pick<SchemaNode, "file" | "pointer">) => Dialect;
}

export interface AnyNode {
    readonly file: string;
    readonly pointer: string;
    readonly schema: unknown;
}

export interface ArrayShape {
    readonly first: readonly SchemaNode[];
    readonly rest?: SchemaNode;
}

export interface ConvertedFolder {
    readonly documents: Documents;
    readonly library: Documents;
}

export type CostOfPattern = (source: string) => PatternCost;

export interface DependentNames {
    readonly name: string;
    readonly needs: readonly string[];
}

export interface DependentSchema {
    readonly name: string;
    readonly node: SchemaNode;
}

export type Dialect = "2020-12" | "draft-07";

export interface Discriminator {
    readonly path: readonly string[];
    readonly branches: readonly DiscriminatorBranch[];
}

export interface DiscriminatorBranch {
    readonly tags: readonly string[];
    readonly node: SchemaNode;
}

export interface Disjointness {
    readonly overlapOf: (branches: readonly SchemaNode[]) => readonly [
        number,
        number
    ] | undefined;
}

export type Documents = ReadonlyMap<string, unknown>;

export interface DynamicScope {
    readonly key: string;
    readonly anchors: ReadonlyMap<string, SchemaNode>;
}

export type Fields = ReadonlyMap<string, unknown>;

export interface FormatCheck {
    readonly check: string;
    readonly expected: string;
}

export type FormatMode = "assert" | "annotate";

export interface Found {
    readonly file: string;
    readonly read: () => Promise<unknown>;
}

export class GivenPathError extends SchemaError {
    constructor(path: string, problem: string, options?: ErrorOptions);
}

export interface Intake {
    readonly convert: (file: string, document: unknown) => unknown;
    readonly isIncomplete: (documents: Documents) => boolean;
    readonly finish: (documents: Documents) => Documents;
    readonly vendorDialects: ReadonlyMap<string, string>;
}

export interface IntakeOptions {
    readonly dialect?: SourceDialect | undefined;
    readonly keywords?: readonly string[] | undefined;
    readonly unknownKeywords?: UnknownKeywords | undefined;
    readonly mapRef?: ReadonlyMap<string, string> | undefined;
}

export type JsonSchema = boolean | SchemaObject;

export class JsonSyntaxError extends SchemaError {
    readonly offset: number;
    constructor(file: string, problem: string, offset: number);
}

export type JsonType = "array" | "boolean" | "integer" | "null" | "number" | "object" | "string";

export interface Locator<Node> {
    readonly locate: (from: AnyNode, ref: string) => Node | undefined;
    readonly knows: (from: AnyNode, ref: string) => boolean;
}

export interface MeaningDigests<Node> {
    readonly outlineOf: (node: Node) => Outline<Node>;
    readonly digestOf: (node: Node) => string;
}

export interface MeaningGraph<Node> {
    readonly keyOf: (node: Node) => string;
    readonly childOf: (node: Node, keyword: string, token: string | number | undefined) => Node;
    readonly resolve: (node: Node, ref: string) => Node | undefined;
    readonly meantBy: (node: Node) => Node;
    readonly scopeOf: (node: Node) => string;
    readonly dialectOf: (node: Node) => string;
    readonly counts: (keyword: string, value: unknown) => boolean;
}

export interface Outline<Node> {
    readonly text: string;
    readonly inner: readonly Node[];
}

export interface PackageFile {
    readonly path: string;
    readonly root: string;
}

export type PatternCost = "linear" | "quadratic" | "slow" | "too large";

export interface PlacedSchema {
    readonly pointer: string;
    readonly schema: unknown;
}

export interface ReadFolder {
    readonly documents: Documents;
    readonly library: Documents;
    readonly notes: readonly string[];
}

export interface Resource<Node = SchemaNode> {
    readonly address: string;
    readonly idAddress: string;
    readonly dynamicAnchors: Map<string, Node>;
}

export class SchemaError extends Error {
    readonly name: string;
    readonly file: string;
    readonly pointer: string;
    readonly problem: string;
    readonly detail: string | undefined;
    constructor(file: string, pointer: string, problem: string, { detail, ...options }?: SchemaErrorOptions);
}

export class SchemaErrors extends SchemaError {
    readonly name: string;
    readonly errors: readonly SchemaError[];
    constructor(first: SchemaError, more: readonly SchemaError[]);
}

export interface SchemaNode {
    readonly file: string;
    readonly pointer: string;
    readonly schema: JsonSchema;
    readonly scope?: DynamicScope;
}

export interface SchemaObject {
    readonly $schema?: string;
    readonly $id?: string;
    readonly $anchor?: string;
    readonly $dynamicAnchor?: string;
    readonly $ref?: string;
    readonly $dynamicRef?: string;
    readonly $defs?: SchemaMap;
    readonly definitions?: SchemaMap;
    readonly $comment?: string;
    readonly title?: string;
    readonly description?: string;
    readonly default?: unknown;
    readonly deprecated?: boolean;
    readonly readOnly?: boolean;
    readonly writeOnly?: boolean;
    readonly examples?: readonly unknown[];
    readonly type?: JsonType | readonly JsonType[];
    readonly const?: unknown;
    readonly enum?: readonly unknown[];
    readonly allOf?: readonly JsonSchema[];
    readonly anyOf?: readonly JsonSchema[];
    readonly oneOf?: readonly JsonSchema[];
    readonly not?: JsonSchema;
    readonly if?: JsonSchema;
    readonly then?: JsonSchema;
    readonly else?: JsonSchema;
    readonly properties?: SchemaMap;
    readonly patternProperties?: SchemaMap;
    readonly additionalProperties?: JsonSchema;
    readonly unevaluatedProperties?: JsonSchema;
    readonly propertyNames?: JsonSchema;
    readonly required?: readonly string[];
    readonly minProperties?: number;
    readonly maxProperties?: number;
    readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
    readonly dependentSchemas?: SchemaMap;
    readonly dependencies?: Readonly<Record<string, JsonSchema | readonly string[]>>;
    readonly prefixItems?: readonly JsonSchema[];
    readonly items?: JsonSchema | readonly JsonSchema[];
    readonly additionalItems?: JsonSchema;
    readonly unevaluatedItems?: JsonSchema;
    readonly contains?: JsonSchema;
    readonly minContains?: number;
    readonly maxContains?: number;
    readonly minItems?: number;
    readonly maxItems?: number;
    readonly uniqueItems?: boolean;
    readonly minLength?: number;
    readonly maxLength?: number;
    readonly pattern?: string;
    readonly format?: string;
    readonly contentEncoding?: string;
    readonly contentMediaType?: string;
    readonly contentSchema?: JsonSchema;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly exclusiveMinimum?: number;
    readonly exclusiveMaximum?: number;
    readonly multipleOf?: number;
}

export interface SchemaSet {
    readonly roots: readonly SchemaNode[];
    readonly declared: readonly SchemaNode[];
    readonly notes: readonly string[];
    readonly written: WrittenPlaces;
    readonly formats: FormatMode;
    dialectOf(node: SchemaNode): Dialect;
    nameOf(node: SchemaNode): string;
    digestOf(node: SchemaNode): string;
    resolve(node: SchemaNode, ref: string): SchemaNode;
    resolveDynamic(node: SchemaNode, ref: string): SchemaNode;
    spend(node: SchemaNode, steps: number): void;
    enter(node: SchemaNode): SchemaNode;
}

export interface SchemaSetOptions {
    readonly library?: ReadonlyMap<string, unknown> | undefined;
    readonly formats?: FormatMode | undefined;
    readonly unknownFormats?: UnknownFormats | undefined;
    readonly runsPatterns?: boolean | undefined;
    readonly allowPatterns?: readonly string[] | undefined;
    readonly typeNames?: ReadonlyMap<string, string> | undefined;
}

export type SourceDialect = "2020-12" | "2019-09" | "draft-07" | "draft-06" | "draft-04" | "openapi-3.0";

export interface TextOptions extends Omit<IntakeOptions, "mapRef"> {
    readonly library?: Documents;
}

export interface UncheckedFolder extends Locator<AnyNode>, Pick<Addresses, "dialectOf"> {
}

export type UnknownFormats = "annotate" | "refuse";

export type UnknownKeywords = "annotate" | "refuse";

export interface WrittenPlaces {
    readonly placeOf: (place: Place) => string;
    readonly inWords: (place: Place) => string;
    readonly pointerOf: (place: Place) => string;
    readonly inError: (error: unknown) => unknown;
}

export const annotations: ReadonlySet<string>;

export const appendToken: (pointer: string, token: string | number) => string;

export const arrayShape: (node: SchemaNode) => ArrayShape;

export const checkReadable: (documents: ReadonlyMap<string, unknown>) => void;

export const childOf: (node: SchemaNode, keyword: string, token?: string | number) => SchemaNode;

export const childrenOf: (node: SchemaNode) => readonly SchemaNode[];

export const convertFolder: (intake: Intake, originals: Documents, find: (address: string) => Found | Promise<Found | undefined> | undefined) => Promise<ConvertedFolder>;

export const createIntake: ({ dialect, keywords, unknownKeywords, }?: IntakeOptions) => Intake;

export const createMeaningDigests: <Node extends {
    readonly schema: unknown;
}>(graph: MeaningGraph<Node>) => MeaningDigests<Node>;

export const createPatternAnalyzer: () => CostOfPattern;

export const createSchemaSet: (documents: ReadonlyMap<string, unknown>, options?: SchemaSetOptions) => SchemaSet;

export const createUncheckedFolder: (documents: ReadonlyMap<string, unknown>) => UncheckedFolder;

export const createWrittenPlaces: (...documents: readonly ReadonlyMap<string, unknown>[]) => WrittenPlaces;

export const definitionKeywords: ReadonlySet<string>;

export const dependentNames: (node: SchemaNode) => readonly DependentNames[];

export const dependentSchemas: (node: SchemaNode) => readonly DependentSchema[];

export const dialectNamed: ($schema: unknown) => Dialect | undefined;

export const disjointnessOf: (set: SchemaSet) => Disjointness;

export const fieldsOf: (value: unknown) => Fields | undefined;

export const fileOfAddress: (address: string) => string | undefined;

export const findDiscriminator: (set: SchemaSet, union: SchemaNode, keyword?: UnionKeyword) => Discriminator | undefined;

export const findPackageFile: (folder: string, path: string) => Promise<PackageFile | undefined>;

export const formats: ReadonlyMap<string, FormatCheck>;

export const inFolder: (name: string | undefined, error: unknown) => unknown;

export const isAnnotationKeyword: (keyword: string) => boolean;

export const isDefinition: (node: {
    readonly pointer: string;
}, child: {
    readonly pointer: string;
}) => boolean;

export const isDocumentName: (file: string) => boolean;

export const isSchemaName: (file: string) => boolean;

export const isWithin: (inner: string, outer: string) => boolean;

export const isWritten: (document: unknown, pointer: string) => boolean;

export const isYaml: (file: string) => boolean;

export const itemsOf: (value: unknown) => readonly unknown[] | undefined;

export const jsonFileName: (file: string, others: ReadonlySet<string>) => string;

export const keyOf: (node: SchemaNode) => string;

export const keywordsOf: (node: SchemaNode) => SchemaObject | undefined;

export const listInWords: (things: readonly string[]) => string;

export const maxDepth = 256;

export const metaschemas: ReadonlyMap<string, URL>;

export const namesJsonSchema: (document: unknown) => boolean;

export const packageNameIn: (path: string) => string | undefined;

export const packagesFolder = "node_modules/";

export const parseJson: (text: string, file: string, onPlace?: (pointer: string, offset: number) => void) => unknown;

export const parseYaml: (text: string, file: string) => unknown;

export const placeInWords: (file: string, pointer: string) => string;

export const placeOf: (node: Pick<SchemaNode, "file" | "pointer">) => string;

export const placesOf: (node: SchemaNode, keyword: keyof SchemaObject) => readonly SchemaNode[];

export const pointerTokens: (pointer: string) => readonly string[];

export const pointersUp: (pointer: string) => readonly string[];

export const preferredName: (node: AnyNode) => string;

export const printable: (text: string, most?: number) => string;

export const printableJson: (value: unknown) => string;

export const readSchemaFolder: (path: string, options?: IntakeOptions) => Promise<ReadFolder>;

export const readSchemaText: (content: string | Uint8Array, file: string, { library: atHand, ...options }?: TextOptions) => ReadFolder;

export const schemaTokens: (keyword: string, value: unknown) => readonly (string | number | undefined)[];

export const schemasBelow: (pointer: string, schema: unknown) => readonly PlacedSchema[];

export const sourceDialects: readonly SourceDialect[];

export const stableText: (value: unknown) => string;

export const strongComponents: (nodes: Iterable<number>, nextOf: (node: number) => Iterable<number>) => ReadonlyMap<number, number>;

export const toTypeName: (words: string) => string;

export const toValueName: (typeName: string) => string;

export const valueAt: (document: unknown, pointer: string) => unknown;

type Place = Pick<SchemaNode, "file" | "pointer">;

interface SchemaErrorOptions extends ErrorOptions {
    readonly detail?: string;
}

type SchemaMap = Readonly<Record<string, JsonSchema>>;

type UnionKeyword = "anyOf" | "oneOf";
