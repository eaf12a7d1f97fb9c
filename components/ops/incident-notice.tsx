import { figure } from '../ui/figure.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { type ListView, listHref } from './list-view.ts'

/** One cause for many: the application's own credentials are refused. */
export function IncidentNotice({ view, blocked }: { view: ListView; blocked: number }) {
  if (blocked === 0) return null
  const isFiltered = view.states.length === 1 && view.states[0] === 'blocked'
  return (
    <Notice
      tone="blocked"
      title="Amazon refuses the application’s own credentials"
      cause={`${figure(blocked)} ${blocked === 1 ? 'selling partner is' : 'selling partners are'} blocked by this one cause. No seller is at fault, and none has to act.`}
      next="Check LWA_CLIENT_ID and LWA_CLIENT_SECRET and start again with the right ones. Then press Refresh now on one of them. Amazon’s own words stand on the page of each."
      action={
        !isFiltered && (
          <LinkButton href={listHref(view, { states: ['blocked'] })} size="small">
            Show only these
          </LinkButton>
        )
      }
    />
  )
}
