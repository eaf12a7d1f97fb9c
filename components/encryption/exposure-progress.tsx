import { authorizationsView } from '../authorizations/authorizations-view.ts'
import { paths } from '../paths.ts'
import { counted, figure } from '../ui/format.ts'
import { LinkButton } from '../ui/link-button.tsx'

/**
 * How many of the sellers whose tokens a compromised key has sealed have authorized again, and the way to ask the
 * others.
 */
export function ExposureProgress({ id, exposed, left }: { id: string; exposed: number; left: number }) {
  const filter = new URLSearchParams({ exposed: id })
  const renewed = exposed - left
  const ask = (action: string) =>
    `${paths.newBulkAction}?${new URLSearchParams({ all: 'yes', exposed: id, action })}`
  return (
    <section aria-label={`Exposed with ${id}`} className="grid gap-3 border-line border-t pt-4">
      {exposed === 0 ? (
        <p>It has sealed no refresh token that is still in use.</p>
      ) : (
        <>
          <p>
            Authorized again:{' '}
            <strong className="font-semibold">
              {figure(renewed)} of {counted(exposed, 'selling partner')}
            </strong>
          </p>
          <div
            role="progressbar"
            aria-label={`Authorized again after ${id} was compromised`}
            aria-valuemin={0}
            aria-valuemax={exposed}
            aria-valuenow={renewed}
            className="h-2 overflow-hidden rounded-sm bg-sunken"
          >
            <div className="h-full bg-good-ink" style={{ width: `${(renewed / exposed) * 100}%` }} />
          </div>
        </>
      )}
      {left > 0 && (
        <>
          <p className="text-ink-muted">
            Amazon keeps accepting the exposed tokens, but only together with the client secret: replace the
            client secret of each application first.
          </p>
          <div className="flex flex-wrap gap-2">
            <LinkButton href={ask('send-links')} size="small" variant="primary">
              Send renewal links
            </LinkButton>
            <LinkButton href={ask('create-links')} size="small">
              Create links to pass on
            </LinkButton>
            <LinkButton href={`${authorizationsView.path}?${filter}`} size="small">
              Show who is left
            </LinkButton>
          </div>
        </>
      )}
    </section>
  )
}
