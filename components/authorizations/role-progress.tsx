import { counted, figure } from '../ui/format.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { allMatchingHref } from './all-matching.ts'
import type { AuthorizationsPage, AuthorizationsShown } from './authorizations-view.ts'
import type { ListLinks } from './list-views.ts'

/** While the list is filtered by a role: how many have it and how many lack it, and the way to ask the latter. */
export function RoleProgress({
  shown,
  progress,
  links,
  mayAct,
}: {
  shown: AuthorizationsShown
  progress: AuthorizationsPage['roleProgress']
  links: ListLinks
  mayAct: boolean
}) {
  if (shown.role === null) return null
  const isLacked = shown.has === null
  return (
    <section
      aria-label={`Role ${shown.role}`}
      className="grid gap-3 rounded-md border border-line bg-surface p-4"
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 wrap-anywhere">
          {progress === null ? (
            <>More than 1,000 selling partners lack the role {shown.role}, or have it.</>
          ) : (
            <>
              <strong className="font-semibold">
                {figure(progress.has)} of {counted(progress.has + progress.lacks, 'selling partner')}
              </strong>{' '}
              {progress.has === 1 ? 'has' : 'have'} the role {shown.role}.
            </>
          )}
        </p>
        <div className="flex flex-wrap gap-2">
          <LinkButton href={links.href({ has: isLacked ? 'role' : null })} size="small">
            {isLacked ? 'Show those who have it' : 'Show those who lack it'}
          </LinkButton>
          {mayAct && isLacked && progress?.lacks !== 0 && (
            <LinkButton href={allMatchingHref(shown, 'send-links')} size="small" variant="primary">
              Send renewal links
            </LinkButton>
          )}
        </div>
      </div>
      {progress !== null && (
        <div
          role="progressbar"
          aria-label={`Have the role ${shown.role}`}
          aria-valuemin={0}
          aria-valuemax={progress.has + progress.lacks}
          aria-valuenow={progress.has}
          className="h-2 overflow-hidden rounded-sm bg-sunken"
        >
          <div
            className="h-full bg-good-ink"
            style={{ width: `${(progress.has / Math.max(1, progress.has + progress.lacks)) * 100}%` }}
          />
        </div>
      )}
    </section>
  )
}
