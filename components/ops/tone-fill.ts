import type { Tone } from '../theme.ts'

/** The strong colour of a tone as a filled area: always beside a word or in a picture of counts. */
export const toneFill: Readonly<Record<Tone, string>> = {
  good: 'bg-good-ink',
  due: 'bg-due-ink',
  doubt: 'bg-doubt-ink',
  bad: 'bg-bad-ink',
  blocked: 'bg-blocked-ink',
  neutral: 'bg-neutral-ink',
}
