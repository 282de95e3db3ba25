export declare const startWithoutColors: () => void;
