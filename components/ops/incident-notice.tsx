import { figure } from '../ui/figure.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import type { IncidentSummary } from './authorizations-page.ts'
import { incidentWords } from './incident-words.ts'
import { type ListView, listHref } from './list-view.ts'

/** One cause for many. `blocked`: how many selling partners refused credentials keep from working. */
export function IncidentNotice({
  incident,
  view,
  blocked,
  readAt,
}: {
  incident: IncidentSummary
  view: ListView
  blocked: number
  readAt: string
}) {
  const { tone, title, cause, next } = incidentWords(incident)
  const isOfCredentials = incident.problem === 'application_refused'
  const isFiltered = view.states.length === 1 && view.states[0] === 'blocked'
  return (
    <Notice
      tone={tone}
      title={title}
      cause={
        <>
          Since <TimeStamp at={incident.startedAt} renderedAt={readAt} />. {isOfCredentials && count(blocked)}
          {cause}
        </>
      }
      next={next}
      action={
        <>
          <LinkButton href="/ops/incidents" size="small">
            What was seen
          </LinkButton>
          {isOfCredentials && blocked > 0 && !isFiltered && (
            <LinkButton href={listHref(view, { states: ['blocked'] })} size="small">
              Show only these
            </LinkButton>
          )}
        </>
      }
    />
  )
}

function count(blocked: number): string {
  if (blocked === 0) return ''
  return `${figure(blocked)} ${blocked === 1 ? 'selling partner is' : 'selling partners are'} blocked by this one cause. `
}
