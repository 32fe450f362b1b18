import { render } from '@react-email/render';
import type { Letter } from './content';
import { LetterView } from './letter';
import { plainText } from './plain';

/** Importing the components takes half a second: load this module only where mail is sent. */
export async function renderLetter(letter: Letter): Promise<{ html: string; text: string }> {
  return { html: await render(<LetterView letter={letter} />), text: plainText(letter) };
}
