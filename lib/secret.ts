const brand = Symbol.for('gatehouse.secret')
const inspect = Symbol.for('nodejs.util.inspect.custom')
const mask = '[secret]'

/**
 * A value that prints, serializes and inspects as a mask. Reading it takes `.expose()`, which can be
 * searched for. Recognized by brand, because `lib/` exists in several copies (Next's bundles, Node's own).
 */
export class Secret<T = string> {
  readonly [brand] = true
  readonly #value: T

  constructor(value: T) {
    this.#value = value
  }

  expose(): T {
    return this.#value
  }

  toString(): string {
    return mask
  }

  toJSON(): string {
    return mask
  }

  [inspect](): string {
    return mask
  }
}

export function isSecret(value: unknown): value is Secret<unknown> {
  return typeof value === 'object' && value !== null && brand in value
}

const names = [
  'client_?secret',
  'refresh_?token',
  'access[_-]?token',
  'security[_-]?token',
  'session_?token',
  'restricted_?data_?token',
  'secret_?(?:access_?)?key',
  'code_verifier',
  'spapi_oauth_code',
  'mws_auth_token',
  'amazon_state',
  'password',
  'cookie',
].join('|')
const equals = '(?:=|%(?:25)*3D)'
const plainValue = String.raw`[^\s"'\\&,;}:\]][^\s"'\\&,;}]*`

/**
 * The shapes of Amazon's secrets and our own in a text, and the names that they follow. No match extends past a
 * quotation mark, so that JSON stays valid, even inside a string of other JSON.
 */
const secretShapes = [
  // Our API keys, behind the part that names one; also the beginning of one that somebody else has cut.
  String.raw`(?<before>\bghk_[0-9a-f]{12}_)[\w-]{1,43}`,
  // Tokens and client secrets by their prefix; `|` may be percent-encoded, once or more often.
  String.raw`(?<before>)(?:(?:Atz[ar]|Atc|Atz\.sprdt)(?:\||%(?:25)*7C|\\+u007c)|amzn1\.oa2-cs\.)(?:[\w+/=.|%~-]|\\+/)+`,
  // The token of a connect link, which can appear in any address.
  String.raw`(?<before>ghl_)[\w-]{16,43}`,
  // "name":"value", also with escaped quotation marks.
  String.raw`(?<before>(?<quote>\\{0,7}["'])[\w-]{0,40}(?:${names})\k<quote>\s*:\s*\k<quote>)(?:(?!\k<quote>)[^"\\]|\\+[^"'\\])+`,
  // name=value, name: value and 'name' => value, as in forms, queries and printed objects.
  String.raw`(?<before>(?:${names})(?:["'\]]{0,2}\s*=>?|\s*(?::|${equals}))\s*(?:\\*["'])?)${plainValue}`,
  // <name>value</name>, and the part of a multipart form.
  String.raw`(?<before><(?:\w{0,20}:)?(?:${names})>\s*|name="(?:${names})"\s{1,8})[^\s<"'\\]+`,
  // Words that are too common to be masked outside of a query. A second question mark starts another parameter.
  String.raw`(?<before>(?:(?<![\w-])|(?<=%(?:3F|26)))(?:code|state)${equals})(?:(?!\?\w{1,20}=)[^\s"'\\&,;}])(?<![:\]])(?:(?!\?\w{1,20}=)[^\s"'\\&,;}])*`,
  // Headers.
  String.raw`(?<before>\b(?:Bearer|Basic) )[\w+/=.|%~-]{16,}`,
  String.raw`(?<before>\bSignature=)[\w%+/=-]+`,
  String.raw`(?<before>\bcookie:\s*)[^"'\\\r\n]+`,
].map((shape) => new RegExp(shape, 'gi'))

/**
 * The last line of defense: secrets have type Secret and never become text, but texts from outside (error descriptions,
 * stack traces, bodies) might quote one. `label` returns the replacement for a secret, or for an earlier label.
 */
export function maskSecrets(text: string, label: (secret: string) => string = () => mask): string {
  return secretShapes.reduce(
    (masked, shape) =>
      masked.replace(shape, (match: string, before: string) => before + label(match.slice(before.length))),
    text,
  )
}

/**
 * The beginning of a text from outside, for storing or showing it. Masked as a whole before it is cut: half a secret
 * would not be recognized as one.
 */
export function maskAndCut(text: string, maxLength: number): string {
  return maskSecrets(text).slice(0, maxLength)
}
