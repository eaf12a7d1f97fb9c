import { clsx } from 'clsx'
import type { Cap, CapWarning } from '#lib/applications/caps.ts'
import type { Tone } from '../theme.ts'
import { figure } from '../ui/format.ts'
import { Notice, SentenceList } from '../ui/notice.tsx'
import { toneFill } from '../ui/tone-class.ts'

const levels: Readonly<Record<Cap['level'], Tone>> = { fine: 'good', near: 'doubt', reached: 'bad' }
export const capLabels: Readonly<Record<Cap['kind'], string>> = {
  consent: 'Sellers',
  self: 'Self-authorizations',
}

/** How much of one of Amazon's limits is used: a bar next to its text. */
export function CapMeter({ cap: { kind, used, limit, disconnected, level } }: { cap: Cap }) {
  const label = capLabels[kind]
  return (
    <div className="grid gap-1.5">
      <p className="flex items-baseline justify-between gap-3">
        <span>{label}</span>
        <span className="text-ink-muted text-sm tabular-nums">
          {limit === null ? `${figure(used)}, no limit` : `${figure(used)} of ${figure(limit)}`}
        </span>
      </p>
      {limit !== null && (
        <div aria-hidden className="h-2 overflow-hidden rounded-sm bg-sunken">
          <div
            className={clsx('h-full rounded-sm', toneFill[levels[level]])}
            style={{ width: `${Math.min(100, (used / limit) * 100)}%` }}
          />
        </div>
      )}
      {disconnected > 0 && (
        <p className="text-ink-muted text-sm">
          {figure(disconnected)} of them {disconnected === 1 ? 'is' : 'are'} disconnected here. Amazon counts
          them until the seller disables the application at Amazon.
        </p>
      )}
    </div>
  )
}

/** The heading of warnings about limits. */
export function capWords(warnings: readonly CapWarning[]): { readonly tone: Tone; readonly title: string } {
  return warnings.some(({ level }) => level === 'reached')
    ? { tone: levels.reached, title: 'Amazon’s authorization limit is reached' }
    : { tone: levels.near, title: 'Approaching Amazon’s authorization limit' }
}

/** Limits of Amazon's that are nearly or entirely used up; nothing while they aren't. */
export function CapNotice({ warnings }: { warnings: readonly CapWarning[] }) {
  if (warnings.length === 0) return null
  const { tone, title } = capWords(warnings)
  return (
    <Notice tone={tone} title={title} next={<SentenceList sentences={warnings.map(({ text }) => text)} />} />
  )
}
