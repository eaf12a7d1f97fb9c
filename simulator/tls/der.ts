/** Distinguished encoding of the few ASN.1 types that a certificate is made of. */

function encode(tag: number, content: Uint8Array): Buffer {
  const { length } = content
  const size: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) size.unshift(rest % 256)
  const head = length < 128 ? [tag, length] : [tag, 0x80 | size.length, ...size]
  return Buffer.concat([Buffer.from(head), content])
}

export const sequence = (...items: readonly Uint8Array[]): Buffer => encode(0x30, Buffer.concat(items))
export const set = (...items: readonly Uint8Array[]): Buffer => encode(0x31, Buffer.concat(items))
export const boolean = (value: boolean): Buffer => encode(0x01, Buffer.from([value ? 0xff : 0]))
export const octets = (content: Uint8Array): Buffer => encode(0x04, content)
export const text = (value: string): Buffer => encode(0x0c, Buffer.from(value, 'utf8'))

/** `content` is a whole number of bytes, or has `unused` bits in the last one. */
export const bits = (content: Uint8Array, unused = 0): Buffer =>
  encode(0x03, Buffer.concat([Buffer.from([unused]), content]))

/** A positive integer, big end first. */
export function integer(value: Uint8Array | number): Buffer {
  const bytes = typeof value === 'number' ? Buffer.from([value]) : Buffer.from(value)
  const isNegative = (bytes[0] ?? 0) >= 0x80
  return encode(0x02, isNegative ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}

export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second, ...rest.flatMap(base128)]
  return encode(0x06, Buffer.from(bytes))
}

function base128(value: number): number[] {
  const digits = [value % 128]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    digits.unshift(0x80 | (rest % 128))
  }
  return digits
}

/** Times before 2050 are written with two digits for the year. */
export function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/[-:T]|\.\d+/g, '')
  return at.getUTCFullYear() < 2050
    ? encode(0x17, Buffer.from(digits.slice(2)))
    : encode(0x18, Buffer.from(digits))
}

/** A context-specific tag around other values, or in place of a primitive's own. */
export const tagged = (number: number, content: Uint8Array, kind: 'around' | 'instead' = 'around'): Buffer =>
  encode((kind === 'around' ? 0xa0 : 0x80) | number, content)
