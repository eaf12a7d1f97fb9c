import { findByPath, toSegments } from '../known-operations.ts'
import { roleName } from '../role-words.ts'
import type { Values } from '../values.ts'

/** How the path of a restricted data token compares with the called path. */
export type RestrictedTokenSign =
  | 'restricted-token-sent'
  | 'rdt-for-other-path'
  | 'rdt-for-this-path'
  | 'rdt-for-other-method'
  /** The text lists the application’s roles, and none of them is a restricted one. */
  | 'restricted-roles-not-listed'

const requestsOne =
  /restrictedResources|restricted_?resources|restrictedDataToken|restricted[ _-]data[ _-]token|\bRDT\b/i
const pathField =
  /["']?\bpath["']?\s{0,3}(?::|=>|=)\s{0,3}["'`]?(\/[^\s"'`,}\])]{2,300}(?:\}[^\s"'`,\])]{0,200})?)/gi
const quotedPath = /(["'`])path\1\s{0,3}(?::|=>|=)\s{0,3}(["'`])(\/[^"'`\n]{2,300})\2/gi
const inProse =
  /(?:\bRDT\b|restricted[ _-]?data[ _-]?token)[^\n/]{0,80}?(?:\b(?:for|issued|requested|created|path|covers|made|für|ausgestellt|para|pour|per|de|del)\b|は|为|為|针对)[^\n/]{0,50}(?<![\w:/])(\/[a-z][^\s"'`,;)]{3,300})/gi
const sentToken = /\[restricted-data-token\]/

/** Whether a restricted data token was requested for the paths in `called`. */
export function restrictedTokenFacts(
  text: string,
  called: readonly string[],
): { readonly signs: ReadonlySet<RestrictedTokenSign>; readonly values: Values } {
  const signs = new Set<RestrictedTokenSign>()
  const values: Values = {}
  if (sentToken.test(text)) signs.add('restricted-token-sent')
  if (!requestsOne.test(text)) return { signs, values }
  const requested = requestedPaths(text)
  addMethods(text, signs, values)
  if (listsRoles.test(text) && !restrictedRole.test(text)) signs.add('restricted-roles-not-listed')
  const paths = [...new Set(called)].filter(
    (path) => !path.startsWith('/tokens/') && !requested.includes(path),
  )
  // If the same path was called and requested, it is listed once.
  if (
    requested.length > 0 &&
    called.some((path) => requested.includes(path) && countOf(called, path) > 0 && paths.length === 0)
  )
    signs.add('rdt-for-this-path')
  const [tokenPath] = requested
  if (tokenPath === undefined) return { signs, values }
  const uncovered = paths.filter((path) => !requested.some((one) => covers(one, path)))
  const isCovered = uncovered.length < paths.length
  // If the token is for one of the calls, the others don't need one, unless they request personal data.
  const path = isCovered ? uncovered.find(isRestricted) : uncovered[0]
  if (path !== undefined) {
    signs.add('rdt-for-other-path')
    values.tokenPath = tokenPath
    values.calledPath = path
  } else if (isCovered) {
    signs.add('rdt-for-this-path')
  }
  return { signs, values }
}

const listsRoles = new RegExp(
  String.raw`(?:\broles?\b|\bRollen?\b|\bruol[oi]\b|rôles?|ロール|角色)[^\n:：=]{0,30}[:：=][^\n]{0,40}${roleName}`,
  'i',
)
const restrictedRole = /Direct[- ]to[- ]Consumer Shipping|Tax (?:Invoicing|Remittance)/i
const methodAndPath =
  /["']?method["']?\s{0,3}(?::|=>|=)\s{0,3}["'`]?(GET|POST|PUT|PATCH|DELETE)["'`]?,\s{0,12}["']?path["']?\s{0,3}(?::|=>|=)\s{0,3}["'`]?(\/[^\s"'`,\])]{2,300})/gi
const methodCalled =
  /\b(GET|POST|PUT|PATCH|DELETE)\s{1,4}(?:https?:\/\/[\w.-]{4,80})?(\/[a-zA-Z][^\s"'`<>]{3,300})/g

/** Whether the token was requested for the called path, but with another method. */
function addMethods(text: string, signs: Set<RestrictedTokenSign>, values: Values): void {
  const requested = [...text.matchAll(methodAndPath)]
    .slice(0, 50)
    .map(([, method = '', path = '']) => ({ method: method.toUpperCase(), path: path.replace(/\}+$/, '}') }))
    .map((one) => (one.path.includes('{') ? one : { ...one, path: one.path.replace(/\}$/, '') }))
  if (requested.length === 0) return
  for (const [, method = '', path = ''] of [...text.matchAll(methodCalled)].slice(0, 20)) {
    const same = requested.filter((one) => covers(one.path, path))
    if (same.length === 0 || same.some((one) => one.method === method)) continue
    signs.add('rdt-for-other-method')
    values.tokenMethod = same[0]?.method ?? ''
    values.calledMethod = method
    values.calledPath ??= path
    return
  }
}

function isRestricted(path: string): boolean {
  return findByPath(path, null).some(({ restricted }) => restricted === 'always')
}

function countOf(all: readonly string[], one: string): number {
  return all.filter((path) => path === one).length
}

function requestedPaths(text: string): readonly string[] {
  const quoted = [...text.matchAll(quotedPath)].map(([, , , path = '']) => path)
  const named = quoted.length > 0 ? quoted : [...text.matchAll(pathField)].map(([, path = '']) => path)
  const told =
    named.length > 0 ? named : [...text.matchAll(inProse)].map(([, path = '']) => path.replace(/[.,?]+$/, ''))
  return [...new Set(told)].slice(0, 50)
}

/** Byte for byte, except for `{names}` in either of the two. */
function covers(tokenPath: string, path: string): boolean {
  const own = toSegments(tokenPath)
  const other = toSegments(path.replace(/\?.*$/, ''))
  const isName = (part: string | undefined) => part !== undefined && /^[{<$:]/.test(part)
  return (
    own.length === other.length &&
    own.every((part, at) => part === other[at] || isName(part) || isName(other[at]))
  )
}
