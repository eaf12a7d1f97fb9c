import { createHash } from 'node:crypto'

/** A number from 0 to 2^32 that is always the same for the same words: the world looks the same at every start. */
export function draw(...words: readonly (string | number)[]): number {
  return createHash('sha256').update(words.join(' ')).digest().readUInt32BE()
}

/** One of several, always the same for the same words. */
export function pick<T>(from: readonly [T, ...T[]], ...words: readonly (string | number)[]): T {
  return from[draw(...words) % from.length] ?? from[0]
}

/** Digits that are always the same for the same words. */
export function digits(count: number, ...words: readonly (string | number)[]): string {
  return `${draw(...words)}${draw('more', ...words)}`.padEnd(count, '7').slice(0, count)
}
