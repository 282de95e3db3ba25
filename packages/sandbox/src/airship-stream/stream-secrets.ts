/** The only accepted credentials. Where one is absent, any that isn't blank is accepted. */
export interface StreamSecrets {
  readonly appKey?: string | undefined;
  readonly token?: string | undefined;
  readonly masterSecret?: string | undefined;
}
