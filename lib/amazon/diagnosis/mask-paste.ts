import { maskSecrets } from '../../secret.ts'

/** The label that replaces a secret names its kind, because a token of the wrong kind is a cause of its own. */
const kinds: readonly (readonly [prefix: RegExp, label: string])[] = [
  [/^Atzr\b/i, '[refresh-token]'],
  [/^Atza\b/i, '[access-token]'],
  [/^Atc\b/i, '[grantless-token]'],
  [/^Atz\.sprdt\b/i, '[restricted-data-token]'],
  [/^amzn1\.oa2-cs\b/i, '[client-secret]'],
]
const label = /^\[(?:secret|code|email|(?:refresh|access|grantless|restricted-data)-token|client-secret)\]/
/**
 * Placeholders for unset variables, and the examples in Amazon's documentation: they aren't secrets, and reveal the
 * cause.
 */
const telling =
  /^(?:undefined|null|none|nil|nan|false|dummy|fake|bogus|test|placeholder|not[-_ ]?needed|x{3,}|(?:amazon)?stateexample)$/i

/** The writer left out all but the end, which tells one token from another. */
const shortened = /^(?:Atz[ar]\||Atc\|)?(?:…|\.{3}|\*{3,})\w{3,6}$/

function nameSecret(secret: string): string {
  if (telling.test(secret) || shortened.test(secret)) return secret
  return label.exec(secret)?.[0] ?? kinds.find(([prefix]) => prefix.test(secret))?.[1] ?? '[secret]'
}

/** An authorization code after a name that ends in "code". Words such as `"code":"Unauthorized"` remain. */
const namedCode =
  /(?<before>(?:code|authcode)["'\]]{0,2}\s{0,4}(?:=>|[:=]|\s)\s{0,4}\\{0,3}["']?)(?:AN[A-Za-z0-9]{8,}|(?=[A-Za-z]{0,40}\d)[A-Za-z0-9]{16,})/g

/** The same with words in between: "the code that came back was AN…". */
const toldCode =
  /(?<before>\bcode\b(?:[^\n\w]{1,3}[a-z]{1,12}){1,6}[^\n\w]{1,4})(?:AN[A-Za-z0-9]{8,}|(?=[A-Za-z]{0,40}\d)[A-Za-z0-9]{16,})/gi

/** A value of any length after a name that contains "secret", but not code that reads it. */
const namedSecret =
  /(?<before>secret[\w-]{0,20}["'\]]{0,2}(?:\s{1,2}[a-z]{1,12}){0,4}(?:\s{0,2}\([^()\n]{1,20}\))?\s{0,3}(?:=>|[:=]|\b(?:is|ist|lautet|es|est)\b(?=\s{1,3}\S{0,40}\d)|(?=\s["']))\s{0,3}\\{0,3}["']?)(?<value>[^\s"'\\&,;}<>()[\]]{2,200})/gi
const readsIt = /^(?:\$|process\.|os\.|self\.|this\.|env\b|getenv|config\b|Deno\.|ENV\b|\{)/

function nameNamedSecret(match: string, before: string, value: string): string {
  return readsIt.test(value) ? match : before + nameSecret(value)
}

/** Codes start with AN. Any other such mixture of letters and digits is a code as well, in text of any language. */
const bareCode =
  /(?<![A-Za-z0-9])AN(?=[A-Z0-9]{0,40}[a-z])(?=[A-Za-z]{0,40}\d)[A-Za-z0-9]{14,40}(?![A-Za-z0-9])/g

/** An AWS secret key: 40 characters, possibly with slashes. Paths have no capitals between digits. */
const awsSecret = /(?<![\w/+=.-])[A-Za-z0-9/+]{40}(?![\w/+=])/g

function nameAwsSecret(run: string): string {
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run) ? '[secret]' : run
}

/** Buyers' email addresses are personal data, and any address may be a buyer's. */
const email =
  /(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_.+-]{1,64}@[\p{L}\p{N}_-]{1,60}(?:\.[\p{L}\p{N}_-]{1,20}){1,4}/gu

/** Anything long without a space may be an unlabeled secret. */
const opaque = /(?<![A-Za-z0-9+_~-])[A-Za-z0-9+_~-]{32,}/g
const identifier = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function nameOpaque(run: string, offset: number, text: string): string {
  if (identifier.test(run)) return run
  if (/oa2-client\.$/.test(text.slice(Math.max(0, offset - 12), offset))) return run
  const hexadecimal = /^[0-9a-f]+$/i.test(run)
  const mixed = /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d.*\d.*\d/.test(run)
  return hexadecimal || mixed ? '[secret]' : run
}

/** Replaces every secret in the text with the name of its kind. Linear in the length of the text. */
export function maskPaste(text: string): string {
  const masked = maskSecrets(text, nameSecret)
    .replace(namedSecret, nameNamedSecret)
    .replace(namedCode, '$<before>[code]')
    .replace(toldCode, '$<before>[code]')
    .replace(bareCode, '[code]')
    .replace(awsSecret, nameAwsSecret)
  // Without an @, the expression would look for one behind every word.
  const withoutEmails = masked.includes('@') ? masked.replace(email, '[email]') : masked
  return withoutEmails.replace(opaque, nameOpaque)
}
