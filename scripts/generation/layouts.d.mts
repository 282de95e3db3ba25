import type { Options } from "prettier";

export function format(text: string, options: Options & { readonly filepath: string }): Promise<string>;
