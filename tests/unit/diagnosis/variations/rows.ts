/** The rows of a table with one text a line: the diagnosis, its certainty, the text with ⏎ for a new line. */
export const rowsOf = (table: string): readonly (readonly [id: string, certainty: string, paste: string])[] =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [, id = '', certainty = '', paste = ''] = /^(\S+) (\S+) \| (.*)$/.exec(line) ?? []
      return [id, certainty, paste.replaceAll('⏎', '\n')]
    })
