export interface ReadBlock {
  readonly language: string;
  readonly code: string;
  readonly marker: string | undefined;
  readonly argument: string | undefined;
  readonly line: number;
}

export declare const readBlocks: (page: string) => readonly ReadBlock[];
export declare const paragraphAbove: (page: string, line: number) => string;
export declare const promisedBy: (code: string) => readonly string[];
export declare const commandsOf: (code: string) => readonly string[];
export declare const commandsWithComments: (
  code: string,
) => readonly { readonly command: string; readonly comment: string }[];
