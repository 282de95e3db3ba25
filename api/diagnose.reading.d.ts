// What @email-events/diagnose/reading exports. Written by `pnpm api:update`.

export interface JsonFault {
    readonly offset: number;
    readonly expected: string;
    readonly isCutOff: boolean;
}

export interface JsonVisitor {
    readonly onValue?: (pointer: string, offset: number) => void;
    readonly onKey?: (key: string, pointer: string, offset: number, isRepeated: boolean) => void;
    readonly onTooDeep?: (offset: number) => void;
    readonly maxDepth?: number;
}

export const markRoundedNumbers: (text: string, value: unknown) => unknown;

export const walkJson: (text: string, visitor?: JsonVisitor) => JsonFault | undefined;
