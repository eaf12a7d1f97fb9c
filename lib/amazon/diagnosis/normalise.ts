const entities: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
}

const softLineEnd = /=[ \t]{0,4}\r?\n/
const encodedByte = /(?:=[0-9A-F]{2}){1,400}/g
/** Control characters other than tabs and line ends. */
const control = /(?![\n\t\r])\p{Cc}/u

/**
 * Emails break long lines with = and write other characters as =3D: the text as it was before it was sent. Brings back
 * no control characters, and nothing if the text only talks about such emails: “createdAfter=2026-01-01”.
 */
export function withoutQuotedPrintable(text: string): string {
  const signs = [/quoted-printable/i, softLineEnd, /=3D/].filter((one) => one.test(text))
  if (signs.length < 2) return text
  return text
    .split(softLineEnd)
    .join('')
    .replace(encodedByte, (bytes) => {
      try {
        const decoded = decodeURIComponent(bytes.replaceAll('=', '%'))
        return control.test(decoded) ? bytes : decoded
      } catch {
        return bytes
      }
    })
}

const typedCode = /\b(MD|SPDC|SPSA|SPSC)(-?)([\dOoIl]{3,5})\b/g

/** The codes of Amazon’s pages have digits only. People who type them write O and l instead. */
function withDigits(text: string): string {
  return text.replace(typedCode, (whole, name: string, dash: string, code: string) =>
    /\d/.test(code) ? `${name}${dash}${code.replace(/o/gi, '0').replace(/[Il]/g, '1')}` : whole,
  )
}

/**
 * Removes what other languages wrap around a text: escaped quotation marks and line breaks, HTML entities, `\u0027` and
 * broken lines, so that the text reads as Amazon wrote it.
 */
export function normalise(text: string): string {
  return withDigits(text)
    .replace(/&(?:quot|#34|#39|apos|amp|lt|gt);/g, (entity) => entities[entity] ?? entity)
    .replace(/\\{1,8}u0?0?(2[27]|3[ce]|26)/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replace(/\\{1,8}[nrt]/g, ' ')
    .replace(/\\{1,8}(["'/])/g, '$1')
    .replace(/[ \t\u00a0]{2,}/g, ' ')
}
