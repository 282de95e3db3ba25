import { withOption, type MapperOption, type MapperOptions } from "@email-events/diagnose/sources";
import { toLiteral } from "../copying/literal.ts";
import { toShellWord } from "../copying/shell-word.ts";

/** The texts given for options of mappers, by the full name of the option, as `--map` takes them. */
export type Settings = ReadonlyMap<string, readonly string[]>;

/** Every option has its default. */
export const noSettings: Settings = new Map();

/** Copies settings with one changed; without values, the option has its default. */
export const changeSetting = (settings: Settings, name: string, values: readonly string[]): Settings => {
  const changed = new Map(settings);
  if (values.length === 0) changed.delete(name);
  else changed.set(name, values);
  return changed;
};

/** Returns the settings as values of `--map`. */
export const toWords = (settings: Settings): readonly string[] =>
  [...settings].flatMap(([name, values]) => values.map((value) => `${name}=${value}`));

/** Returns the command that explains a file with the same options. */
export const toCommand = (settings: Settings): string =>
  ["npx @email-events/relay explain FILE", ...toWords(settings).map((word) => `--map ${toShellWord(word)}`)].join(" ");

const toValue = ({ kind }: MapperOption["form"], values: readonly string[]): unknown => {
  const [value = ""] = values;
  if (kind === "list") return values.length === 1 && value === "" ? [] : values;
  return kind === "flag" ? value === "true" : value;
};

/** Returns the options of the mappers. Names that aren't in the list have no effect; a mapper checks the values. */
export const toMapperOptions = (list: readonly MapperOption[], settings: Settings): MapperOptions => {
  let all: Readonly<Partial<Record<MapperOption["vocabulary"], object>>> = {};
  for (const { form, name, path, vocabulary } of list) {
    const values = settings.get(name);
    if (values === undefined || form.kind === "function") continue;
    all = { ...all, [vocabulary]: withOption(all[vocabulary] ?? {}, path, toValue(form, values)) };
  }
  return all;
};

/** `bulk-tracking` as `BulkTracking`, its name in what its package exports. A letter after a digit is a capital, too. */
const toPascal = (vocabulary: string): string =>
  vocabulary.replaceAll(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase()).replaceAll("-", "");

/** Returns the code that creates mappers with these options. */
export const toCode = (mapperOptions: MapperOptions): string =>
  Object.entries(mapperOptions)
    .map(([vocabulary, options]) => {
      const create = `create${toPascal(vocabulary)}Mapper`;
      const result = `map${toPascal(vocabulary)}`;
      return `import { ${create} } from "@email-events/${vocabulary}";\n\nexport const ${result} = ${create}(${toLiteral(options)});\n`;
    })
    .join("\n");
