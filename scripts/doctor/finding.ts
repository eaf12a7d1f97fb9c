/** What one check found. `open`: it could not be checked. */
export interface Finding {
  readonly verdict: 'good' | 'note' | 'bad' | 'open'
  readonly subject: string
  readonly says: string
  /** What to do; null when there is nothing to do. */
  readonly next: string | null
}

export const good = (subject: string, says: string): Finding => ({
  verdict: 'good',
  subject,
  says,
  next: null,
})
export const note = (subject: string, says: string, next: string | null = null): Finding => ({
  verdict: 'note',
  subject,
  says,
  next,
})
export const bad = (subject: string, says: string, next: string | null = null): Finding => ({
  verdict: 'bad',
  subject,
  says,
  next,
})
export const open = (subject: string, says: string): Finding => ({
  verdict: 'open',
  subject,
  says,
  next: null,
})
