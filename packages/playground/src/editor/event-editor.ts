/** What is wrong at a place of a text. */
export interface EditorIssue {
  /** In UTF-16 units from the start of the text. */
  readonly offset: number;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
}

/** Where the text of an event is edited. */
export interface EventEditor {
  /** Selects what is at a place, or up to an end, scrolls there and takes the focus. */
  readonly select: (offset: number, end?: number) => void;
}
