import { type AuthorizationsShown, authorizationsView } from '../authorizations/authorizations-view.ts'
import { paths } from '../paths.ts'
import type { Alert } from '../shell/alert.ts'
import { LinkButton } from '../ui/button.tsx'
import { counted } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { type IncidentSummary, incidentWords } from './incident-words.ts'

interface Surroundings {
  shown: AuthorizationsShown
  /** How many selling partners refused credentials keep from working. */
  blocked: number
  readAt: string
}

/** An incident that goes on, among what needs somebody. */
export function incidentAlert(incident: IncidentSummary, surroundings: Surroundings): Alert {
  return {
    id: incident.id,
    topic: 'incident',
    urgency: incident.problem === 'application_refused' ? 'now' : 'soon',
    tone: incidentWords(incident).tone,
    notice: <IncidentNotice incident={incident} {...surroundings} />,
  }
}

/** One cause for many. */
function IncidentNotice({ incident, shown, blocked, readAt }: Surroundings & { incident: IncidentSummary }) {
  const { tone, title, cause, next } = incidentWords(incident)
  const isOfCredentials = incident.problem === 'application_refused'
  const isFiltered = shown.states.length === 1 && shown.states[0] === 'blocked'
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
          <LinkButton href={paths.incidents} size="small">
            What was seen
          </LinkButton>
          {isOfCredentials && blocked > 0 && !isFiltered && (
            <LinkButton href={authorizationsView.href(shown, { states: ['blocked'] })} size="small">
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
  return `${counted(blocked, 'selling partner is', 'selling partners are')} blocked by this one cause. `
}
