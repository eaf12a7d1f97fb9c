import { bad, type Finding, good, open } from './finding.ts'

const subject = 'clock'

/** Amazon's Date header has whole seconds, and the answer took a while. */
const toleratedMs = 5_000
/** Beyond this, signed and dated requests are refused, and codes and states end at the wrong time. */
const alarmingMs = 60_000

/** `theirs` is a Date header. Pure. */
export function judgeClock(ours: Date, theirs: string | null, roundTripMs: number): Finding {
  const at = theirs === null ? Number.NaN : Date.parse(theirs)
  if (Number.isNaN(at)) return open(subject, 'No answer with a time in it came.')
  const offMs = Math.max(0, Math.abs(ours.getTime() - roundTripMs / 2 - at) - 1_000)
  if (offMs <= toleratedMs) return good(subject, 'Agrees with Amazon’s to a few seconds.')
  const direction = ours.getTime() > at ? 'ahead of' : 'behind'
  return bad(
    subject,
    `${describe(offMs)} ${direction} Amazon’s.`,
    offMs > alarmingMs
      ? 'Set it by NTP (timedatectl set-ntp true). Codes, states and certificates depend on it.'
      : 'Set it by NTP.',
  )
}

function describe(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`
}
