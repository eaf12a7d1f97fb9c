import { readFileSync } from 'node:fs'

/** What a file says, or what is wrong with it, as the end of a sentence that begins with its name. */
export type Utf8File = { readonly text: string } | { readonly fault: string }

/** Reads a file that somebody wrote with an editor or a shell, of which those of Windows like other encodings. */
export function readUtf8(path: string): Utf8File {
  try {
    return decodeUtf8(readFileSync(path))
  } catch (error) {
    return { fault: `can’t be read (${(error as NodeJS.ErrnoException).code})` }
  }
}

/** With or without a byte order mark, which is left out. */
export function decodeUtf8(bytes: Buffer): Utf8File {
  // In UTF-16, every other byte of a Latin letter is zero.
  if (bytes.includes(0) || /^(?:\xFF\xFE|\xFE\xFF)/.test(bytes.toString('latin1', 0, 2)))
    return { fault: 'is UTF-16, and has to be UTF-8: save it again in that encoding' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { fault: 'is not UTF-8: save it again in that encoding' }
  }
}
