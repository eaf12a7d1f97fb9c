import type { IncidentView } from '#lib/incidents/read.ts'
import { paths } from '../paths.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { incidentWords } from './incident-words.ts'

/** On the pages of a selling partner whose tokens work: why calls with them may fail all the same. */
export function ApplicationIncident({ incident }: { incident: IncidentView | undefined }) {
  if (incident === undefined) return null
  const { tone, title, cause, next } = incidentWords(incident)
  return (
    <Notice
      tone={tone}
      title={title}
      cause={cause}
      next={next}
      action={<LinkButton href={paths.incident(incident.id)}>Show the incident</LinkButton>}
    />
  )
}
