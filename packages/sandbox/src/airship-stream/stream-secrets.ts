/** What lets a reader in; whatever is absent may be anything that isn't blank. */
export interface StreamSecrets {
  readonly appKey?: string | undefined;
  readonly token?: string | undefined;
  readonly masterSecret?: string | undefined;
}
