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

/** Amazon takes the one before instead, while it lasts. */
const refused: SecretWords = {
  tone: 'bad',
  short: 'Refused',
  title: 'Amazon refuses the client secret in force',
  cause:
    'Only the one before is still accepted, for seven days after the change. Sellers notice nothing until then.',
  next: 'Copy the valid secret from LWA credentials, View, and put it in place.',
}

/** Whether and how long a client secret still works, in words for operators. Pure. */
export function secretWords({ level, daysLeft, endsOn }: SecretAge, isRefused: boolean): SecretWords {
  if (isRefused) return refused
  const tone = tones[level]
  if (level === 'unknown' || daysLeft === null)
    return {
      tone,
      short: 'Age unknown',
      title: 'Nobody has said when the client secret was made',
      next: 'Amazon lets a secret work for 180 days and tells no program when it ends. Look under LWA credentials, View, and enter the date.',
    }
  if (level === 'over')
    return {
      tone,
      short: 'Past its 180 days',
      title: `The client secret ended on ${endsOn}`,
      next: 'Every call of the application can fail from now on. Make a new one at Amazon and put it in place.',
    }
  const days = counted(daysLeft, 'day')
  return {
    tone,
    short: `${days} left`,
    title: `The client secret works for ${days} more, until ${endsOn}`,
    next:
      level === 'fine'
        ? 'A warning comes 90, 30, 7 and 1 days before that.'
        : 'Make a new one at Amazon and put it in place. No seller notices anything.',
  }
}
