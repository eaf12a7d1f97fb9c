const brand = Symbol.for('gatehouse.secret')
const inspect = Symbol.for('nodejs.util.inspect.custom')
const mask = '[secret]'

/**
 * A value that prints, serialises and inspects as a mask. Reading it takes `.expose()`, which can be
 * searched for. Recognised by brand, because `lib/` exists in several copies (Next's bundles, Node's own).
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
