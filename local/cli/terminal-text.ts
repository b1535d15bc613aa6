export type Colour = 'green' | 'yellow' | 'red';

/** SGR codes (ECMA-48, 8.3.117). Not `util.styleText`, which from Node 22 on asks the stream on its own. */
const SGR: Readonly<Record<Colour, number>> = { red: 31, green: 32, yellow: 33 };
const DEFAULT_COLOUR = 39;

/** `text` in a colour, or as it is. */
export function paint(text: string, colour: Colour, colours: boolean): string {
  return colours ? `\u001B[${SGR[colour]}m${text}\u001B[${DEFAULT_COLOUR}m` : text;
}

/**
 * Text from outside made safe to print: a control character (a file's name may hold any) becomes an escape, so that
 * no file can move the cursor or recolour the terminal.
 */
export function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => {
    return `\\x${character.codePointAt(0)!.toString(16).padStart(2, '0')}`;
  });
}
