import type { AttemptView } from '#lib/attempts/read.ts'
import { targetHref } from '../audit/audit-words.ts'
import { paths } from '../paths.ts'
import { Code } from '../ui/code.tsx'
import { type Fact, Facts } from '../ui/facts.tsx'
import { TextLink } from '../ui/text-link.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { whereOf, workflows } from './attempt-words.ts'

/** Who, where and how, next to the timeline. */
export function AttemptFacts({ attempt }: { attempt: AttemptView }) {
  return <Facts stacked facts={factsOf(attempt)} />
}

function factsOf(attempt: AttemptView): Fact[] {
  const { sellingPartnerId, announcedSellingPartnerId, authorizationId, connectLink, unknownParameters } =
    attempt
  const time = (at: Date) => <TimeStamp at={at.toISOString()} />
  const announcedAnother =
    announcedSellingPartnerId !== null && announcedSellingPartnerId !== sellingPartnerId
  const facts: (Fact | false)[] = [
    { term: 'Started', detail: time(attempt.startedAt) },
    attempt.endedAt !== null && { term: 'Ended', detail: time(attempt.endedAt) },
    { term: 'Workflow', detail: workflows[attempt.workflow] },
    { term: 'Application', detail: attempt.applicationName },
    { term: 'Account', detail: attempt.accountName ?? 'No one has signed in' },
    attempt.email !== null && { term: 'Person', detail: attempt.email },
    { term: 'Where', detail: whereOf(attempt) },
    sellingPartnerId !== null && {
      term: announcedAnother ? 'Selling partner in the redirect' : 'Selling partner',
      detail: <Code copy="the selling partner id">{sellingPartnerId}</Code>,
    },
    announcedAnother && {
      term: 'Selling partner announced at the start',
      detail: <Code copy="the announced selling partner id">{announcedSellingPartnerId}</Code>,
    },
    authorizationId !== null && {
      term: 'Authorization',
      detail: <TextLink href={paths.authorization(authorizationId)}>Open selling partner</TextLink>,
    },
    connectLink !== null && {
      term: 'Connect link',
      detail: (
        <TextLink href={targetHref('connect-link', connectLink.id) ?? paths.links}>
          {connectLink.label}
        </TextLink>
      ),
    },
    attempt.consentReport !== null && {
      term: 'Reported by the seller',
      detail: <span className="font-mono text-sm wrap-anywhere">{attempt.consentReport}</span>,
    },
    unknownParameters.length > 0 && {
      term: 'Unknown parameters',
      detail: `${unknownParameters.join(', ')} (values not kept)`,
    },
    { term: 'Attempt id', detail: <Code copy="the attempt id">{attempt.id}</Code> },
  ]
  return facts.filter((fact) => fact !== false)
}
