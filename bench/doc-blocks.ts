import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A part of a page of docs/ that a command writes: `<!-- name -->` and `<!-- /name -->` stand around it. */
function blockOf(text: string, name: string): { readonly start: number; readonly end: number } {
  const [open, close] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const start = text.indexOf(open) + open.length;
  const end = text.indexOf(close, start);
  if (start < open.length || end < 0) {
    throw new Error(`Expected ${open.trim()} and ${close} in the page but found them not both`);
  }
  return { start, end };
}

/** What stands between the marks of a block. Throws Error where they are missing. */
export function readBlock(text: string, name: string): string {
  const { start, end } = blockOf(text, name);
  return text.slice(start, end).trim();
}

/** The text with another content of a block. Throws Error where its marks are missing. */
export function replaceBlock(text: string, name: string, content: string): string {
  const { start, end } = blockOf(text, name);
  return `${text.slice(0, start)}\n${content.trim()}\n\n${text.slice(end)}`;
}

const DOCS = join(import.meta.dirname, '../docs');

export function readPage(page: string): string {
  return readFileSync(join(DOCS, page), 'utf8');
}

/** Writes blocks of a page, by their names. */
export function writeBlocks(page: string, blocks: Readonly<Record<string, string>>): void {
  const text = Object.entries(blocks).reduce(
    (all, [name, content]) => replaceBlock(all, name, content),
    readPage(page),
  );
  writeFileSync(join(DOCS, page), text);
}
