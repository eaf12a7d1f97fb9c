import { grantlessScopes } from '../../scopes.ts'
import { editDistance } from '../known-operations.ts'
import type { Values } from '../values.ts'

/** The scope of a grantless token as sent. */
export type ScopeSign = 'scope-known' | 'scope-misspelt'

const retired = 'sellingpartnerapi::migration'
const known = [...Object.keys(grantlessScopes), retired]
const sent =
  /(?:\bscopes?["'\]]{0,2}\s{0,3}(?:=>|[:=]|\bis\b)\s{0,3}\[?\s{0,2}["'`]?|(?<=[\s"'`=(]))((?:selling[\w-]{0,3}partner|sp-?api\b|spapi\b|notification|client_credential|shipments?:)[\w:%.-]{0,80})/gi

/** The scopes that a text sends, and what is wrong with them. */
export function scopeFacts(text: string): {
  readonly signs: ReadonlySet<ScopeSign>
  readonly values: Values
} {
  const signs = new Set<ScopeSign>()
  const values: Values = {}
  for (const [match, raw = ''] of [...text.matchAll(sent)].slice(0, 20)) {
    const value = raw.replace(/%3A/gi, ':').replace(/[.,;:]+$/, '')
    const isNamed = /scope/i.test(match)
    if (known.includes(value)) {
      signs.add('scope-known')
      continue
    }
    // Hosts and classes start the same way. A scope has a colon, or follows the parameter's name.
    if (!(value.includes(':') || isNamed) || /\.amazon|api-(?:na|eu|fe)/i.test(value)) continue
    const near = nearestScope(value)
    if (near === null) continue
    signs.add('scope-misspelt')
    values.scope ??= value
    values.rightScope ??= near
  }
  return { signs, values }
}

/** A missing or extra letter, colon or ending, different case, or only the last part. */
function nearestScope(value: string): string | null {
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')
  const own = letters(value)
  const tail = (scope: string) => letters(scope.replace(/^.*?::/, ''))
  return (
    known.find((scope) => letters(scope) === own) ??
    known.find((scope) => editDistance(letters(scope), own) <= 3) ??
    known.find((scope) => editDistance(tail(scope), letters(value.replace(/^[^:]*:+/, ''))) <= 2) ??
    null
  )
}
