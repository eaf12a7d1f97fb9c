const entities: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
}

/**
 * Removes what other languages wrap around a text: escaped quotation marks and line breaks, HTML entities, `\u0027` and
 * broken lines, so that the text reads as Amazon wrote it.
 */
export function normalise(text: string): string {
  return text
    .replace(/&(?:quot|#34|#39|apos|amp|lt|gt);/g, (entity) => entities[entity] ?? entity)
    .replace(/\\{1,8}u0?0?(2[27]|3[ce]|26)/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replace(/\\{1,8}[nrt]/g, ' ')
    .replace(/\\{1,8}(["'/])/g, '$1')
    .replace(/[ \t\u00a0]{2,}/g, ' ')
}
