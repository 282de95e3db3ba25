declare module "virtual:samples" {
  /** An example of every event of every vocabulary. */
  export const samples: readonly { readonly vocabulary: string; readonly name: string; readonly text: string }[];
}

declare module "*.css";
