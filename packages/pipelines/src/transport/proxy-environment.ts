// Apart from the proxy, so that the declarations of a transport don't need the types of Node.

/** The environment variables with a proxy's URL. */
export type ProxyEnvironment = Readonly<Record<string, string | undefined>>;
