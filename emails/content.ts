/** What a mail says, in the order it is read. Everything arrives formatted and in the reader's language. */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'facts'; facts: [label: string, value: string][] }
  | { kind: 'button'; label: string; href: string }
  | { kind: 'code'; label: string; code: string }
  | { kind: 'small'; text: string };

export interface Letter {
  language: 'en' | 'ko';
  /** The line that mail programs show beside the subject. */
  preview: string;
  heading: string;
  blocks: Block[];
  /** Whose mail this is and why it comes. */
  footer: string[];
}
