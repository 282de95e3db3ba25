/** Whether code needs parentheses next to an operator. */
type Binding = "tight" | "loose";

/** Which language code is written in: TypeScript has all that JavaScript has, and types beside it. */
export type Language = "javascript" | "typescript";

/**
 * A node of the tree that emitted code is built as, in JavaScript and in TypeScript. It is printed once, when all is there.
 *
 * Code is put together from these and never from text: text from outside becomes one through the function for its place
 * alone (`textLiteral`, `literal`, `regexLiteral`, `propertyKey`, `lineComment`, `docComment`). The names that it uses are
 * nodes of the tree, so that nothing has to be looked up in printed code.
 */
export class Source {
  readonly #parts: readonly (string | Source)[];
  readonly #only: Language | undefined;
  readonly #name: string | undefined;
  readonly binding: Binding;

  private constructor(
    parts: readonly (string | Source)[],
    binding: Binding = "tight",
    { only, name }: { readonly only?: Language; readonly name?: string } = {},
  ) {
    this.#parts = parts;
    this.#only = only;
    this.#name = name;
    this.binding = binding;
  }

  /** Code of this package's own. Text from outside never comes here. */
  static trusted(text: string): Source {
    return new Source([text]);
  }

  /** A name that something has to declare. */
  static named(name: string): Source {
    return new Source([name], "tight", { name });
  }

  static of(parts: readonly (string | Source)[]): Source {
    return new Source(parts);
  }

  /** Code that one language alone has. */
  onlyIn(language: Language): Source {
    return new Source([this], "tight", { only: language });
  }

  /** The same code, in parentheses where operators would split it. */
  loosely(): Source {
    return new Source([this], "loose");
  }

  /** The code as a text of one language. */
  in(language: Language): string {
    const printed: string[] = [];
    this.#walk(language, (part) => {
      if (typeof part === "string") printed.push(part);
    });
    return printed.join("");
  }

  /** The code without types. */
  get text(): string {
    return this.in("javascript");
  }

  /** The names in it that something has to declare. */
  usesIn(language: Language): ReadonlySet<string> {
    const names = new Set<string>();
    this.#walk(language, (part) => {
      if (typeof part !== "string" && part.#name !== undefined) names.add(part.#name);
    });
    return names;
  }

  /** Those in its TypeScript code. */
  get uses(): ReadonlySet<string> {
    return this.usesIn("typescript");
  }

  /** Visits the nodes of the tree in the order of the code, without what another language alone has. */
  #walk(language: Language, visit: (part: string | Source) => void): void {
    const waiting: (string | Source)[] = [this];
    for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
      if (typeof part !== "string" && part.#only !== undefined && part.#only !== language) continue;
      visit(part);
      if (typeof part !== "string")
        for (let index = part.#parts.length - 1; index >= 0; index -= 1) waiting.push(part.#parts[index]!);
    }
  }
}

/** What `js` interpolates. */
export type Part = Source | number;

const sourceOf = (part: Part): Source => (typeof part === "number" ? Source.trusted(String(part)) : part);

/** Code that only TypeScript has: a type behind its colon, an assertion, a declaration of a type. */
export const onlyTyped = (code: Source): Source => code.onlyIn("typescript");

/** Code that differs in the two languages. */
export const inBoth = (plain: Source, typed: Source): Source => js`${plain.onlyIn("javascript")}${onlyTyped(typed)}`;

/** Code with other code in its gaps. */
export const js = (texts: TemplateStringsArray, ...parts: readonly Part[]): Source => {
  const row: (string | Source)[] = [];
  texts.forEach((before, index) => {
    row.push(before);
    if (index < parts.length) row.push(sourceOf(parts[index]!));
  });
  return Source.of(row);
};

/** Code in a row. */
export const joined = (parts: readonly Part[], separator: string): Source =>
  Source.of(parts.flatMap((part, index) => (index === 0 ? [sourceOf(part)] : [separator, sourceOf(part)])));

/** A name that emitted code declares or uses. */
export const identifier = (name: string): Source => {
  if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name))
    throw new Error(`not an identifier: ${JSON.stringify(name)}`);
  return Source.named(name);
};

/**
 * Whether a text is an ASCII identifier. Reserved words count, since callers put it after a dot or a prefix.
 */
export const isIdentifier = (text: string): boolean => /^[A-Za-z_$][\w$]*$/.test(text);

/** A call of a function by its name. */
export const callOf = (name: string, ...values: readonly Part[]): Source =>
  js`${identifier(name)}(${joined(values, ", ")})`;
