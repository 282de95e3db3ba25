export declare const fillEmptySections: (changelog: string) => string;
