import type { SecretAge } from '#lib/applications/secret-age.ts'
import type { Tone } from '../theme.ts'
import { counted } from '../ui/format.ts'

const tones: Readonly<Record<SecretAge['level'], Tone>> = {
  unknown: 'doubt',
  fine: 'good',
  90: 'due',
  30: 'doubt',
  7: 'bad',
  1: 'bad',
  over: 'bad',
}

interface SecretWords {
  readonly tone: Tone
  readonly short: string
  readonly title: string
  readonly cause?: string
  readonly next: string
}

/** Amazon accepts the previous secret instead, while it is valid. */
const refused: SecretWords = {
  tone: 'bad',
  short: 'Refused',
  title: 'Amazon is rejecting the current client secret',
  cause:
    'Amazon still accepts the previous secret, but only until seven days after the change. Sellers aren’t affected until then.',
  next: 'Copy the valid secret from LWA credentials > View and save it here.',
}

/** Whether and how long a client secret still works, in words for operators. */
export function secretWords({ level, daysLeft, endsOn }: SecretAge, isRefused: boolean): SecretWords {
  if (isRefused) return refused
  const tone = tones[level]
  if (level === 'unknown' || daysLeft === null)
    return {
      tone,
      short: 'Age unknown',
      title: 'Client secret creation date unknown',
      cause:
        'Nobody is warned before it expires: a secret works for 180 days, and programs can’t read when it was created.',
      next: 'Look under LWA credentials > View and enter the date. If another secret is set in LWA_CLIENT_SECRET, enter its date again.',
    }
  if (level === 'over')
    return {
      tone,
      short: 'Expired',
      title: `The client secret expired on ${endsOn}`,
      next: 'Every call of the application can fail from now on. Create a new one at Amazon and save it here.',
    }
  const days = counted(daysLeft, 'day')
  return {
    tone,
    short: `${days} left`,
    title: `The client secret expires in ${days}, on ${endsOn}`,
    next:
      level === 'fine'
        ? 'You’ll be warned 90, 30 and 7 days before, and the day before.'
        : 'Create a new one at Amazon and save it here. Sellers aren’t affected.',
  }
}
