/** Codes of the sentence templates; their words are in the catalogue. */
export const GREETINGS = ['g01', 'g02', 'g03', 'g04', 'g05', 'g06', 'g07', 'g08', 'g09', 'g10', 'g11', 'g12'] as const;
export type Greeting = (typeof GREETINGS)[number];
