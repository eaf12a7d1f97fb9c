import type { Tone } from '../theme.ts'

/**
 * The strong color of a tone as a filled area: always beside a word or in a picture of counts. It stays where the user
 * forces colors, as it says something (`globals.css`).
 */
export const toneFill: Readonly<Record<Tone, string>> = {
  good: 'keeps-color bg-good-ink',
  due: 'keeps-color bg-due-ink',
  doubt: 'keeps-color bg-doubt-ink',
  bad: 'keeps-color bg-bad-ink',
  blocked: 'keeps-color bg-blocked-ink',
  neutral: 'keeps-color bg-neutral-ink',
}
