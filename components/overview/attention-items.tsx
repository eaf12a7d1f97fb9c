import type { CapWarning } from '#lib/applications/caps.ts'
import type { ClientSecretState, NewSecretAlarm } from '#lib/applications/secret-alarms.ts'
import type { QuarantinedGrant } from '#lib/attempts/quarantine.ts'
import type { UnstoredGrant } from '#lib/attempts/read.ts'
import type { IdDispute } from '#lib/authorizations/prove-id.ts'
import type { AuthorizationCounts } from '#lib/authorizations/read.ts'
import type { WebhookProblem } from '#lib/webhooks/read.ts'
import { capWords } from '../applications/cap.tsx'
import { secretWords } from '../applications/secret-words.ts'
import { attemptsView } from '../attempts/attempts-view.ts'
import { allMatchingHref } from '../authorizations/all-matching.ts'
import { authorizationsView } from '../authorizations/authorizations-view.ts'
import { type IncidentSummary, incidentWords } from '../incidents/incident-words.ts'
import { paths } from '../paths.ts'
import { renewalsView } from '../renewals/renewals-view.ts'
import { counted } from '../ui/format.ts'
import { SentenceList } from '../ui/notice.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { disabledWords, failedForGood } from '../webhooks/webhook-words.ts'
import type { AttentionItem } from './attention-item.ts'

const { whole } = authorizationsView

/**
 * `blocked`: how many of the application's selling partners refused credentials keep from working. `change`: where the
 * viewer can replace the client secret; null: nowhere.
 */
export function incidentItem(
  incident: IncidentSummary,
  blocked: number,
  change: string | null,
): AttentionItem {
  const { tone, title, cause, next } = incidentWords(incident)
  const isOfCredentials = incident.problem === 'application_refused'
  return {
    id: `incident ${incident.id}`,
    urgency: isOfCredentials || tone === 'bad' ? 'now' : 'soon',
    tone,
    title,
    detail: (
      <>
        Started <TimeStamp at={incident.startedAt} />.{' '}
        {isOfCredentials &&
          blocked > 0 &&
          `${counted(blocked, 'selling partner is', 'selling partners are')} blocked by this incident. `}
        {cause} {next}
      </>
    ),
    action: { label: 'See details', href: paths.incident(incident.id) },
    remedy: change === null ? null : { label: 'Replace the client secret', href: change },
  }
}

/** Authorizations that need action, for any cause. `ask`: how the viewer can ask many sellers; null: they can't. */
export function authorizationItems(
  { health, flags }: AuthorizationCounts,
  ask: 'send-links' | 'create-links' | null,
): AttentionItem[] {
  const revoked = health.reauthorization_needed
  const needed = { ...whole, health: ['reauthorization_needed' as const] }
  const items: readonly (AttentionItem | false)[] = [
    revoked > 0 && {
      id: 'reauthorization',
      urgency: 'now',
      tone: 'bad',
      title: counted(
        revoked,
        'selling partner needs to authorize again',
        'selling partners need to authorize again',
      ),
      detail: 'Amazon no longer accepts their refresh tokens. Send each of them the re-authorization link.',
      action: {
        label: revoked === 1 ? 'Show it' : 'Show them',
        href: authorizationsView.href(needed),
      },
      remedy: ask && {
        label: `${ask === 'send-links' ? 'Send' : 'Create'} ${revoked === 1 ? 'a renewal link' : 'renewal links'}`,
        href: allMatchingHref(needed, ask),
      },
    },
    flags.renewal_overdue > 0 && {
      id: 'overdue',
      urgency: 'soon',
      tone: 'bad',
      title: counted(flags.renewal_overdue, 'renewal is overdue', 'renewals are overdue'),
      detail:
        'Amazon’s term has ended. The tokens still work. Ask the sellers to renew before they stop working.',
      action: {
        label: 'Show renewals',
        href: renewalsView.href(renewalsView.whole, { within: 'overdue' }),
      },
    },
    flags.roles_missing > 0 && {
      id: 'roles',
      urgency: 'later',
      tone: 'due',
      title: counted(
        flags.roles_missing,
        'consent doesn’t cover every role',
        'consents don’t cover every role',
      ),
      detail: 'Calls that need the newer roles fail until these sellers authorize again.',
      action: {
        label: 'Show selling partners',
        href: authorizationsView.href(whole, { flags: ['roles_missing'] }),
      },
    },
    flags.details_missing > 0 && {
      id: 'details',
      urgency: 'later',
      tone: 'doubt',
      title: counted(
        flags.details_missing,
        'selling partner has no store details',
        'selling partners have no store details',
      ),
      detail: 'Their tokens work, but Amazon lists no marketplaces. Each page says why.',
      action: {
        label: 'Show selling partners',
        href: authorizationsView.href(whole, { flags: ['details_missing'] }),
      },
    },
  ]
  return items.filter((item) => item !== false)
}

/** A client secret that expires, has expired, or was replaced only at Amazon, or whose date is unknown. */
export function secretItem(
  { applicationId, name, age, isOnPreviousSecret }: ClientSecretState,
  mayChange: boolean,
): AttentionItem {
  const { tone, title, cause, next } = secretWords(age, isOnPreviousSecret)
  const fails = isOnPreviousSecret || age.level === 'over'
  const label = age.level === 'unknown' && !fails ? 'Enter the date' : 'Replace the client secret'
  return {
    id: `secret ${applicationId}`,
    urgency: fails ? 'now' : tone === 'bad' ? 'soon' : 'later',
    tone,
    title: `${name}: ${isOnPreviousSecret ? title : lowerFirst(title)}`,
    detail: [cause, next].filter((part) => part !== undefined).join(' '),
    action: mayChange ? { label, href: paths.applicationSecret(applicationId) } : null,
  }
}

/** A new client secret that isn't in force. */
const newSecretWords = {
  refused: {
    urgency: 'now',
    tone: 'bad',
    title: 'Amazon is rejecting the new client secret',
    detail:
      'It arrived from Amazon, but Login with Amazon hasn’t accepted it for more than an hour. Tokens are issued with the stored one until Amazon ends it, seven days after the new one was requested. Create another secret at Amazon, and save it.',
  },
  waiting: {
    urgency: 'soon',
    tone: 'due',
    title: 'a new client secret is waiting to be activated',
    detail: 'It arrived from Amazon. Amazon ends the current one seven days after it created the new one.',
  },
  outdated: {
    urgency: 'soon',
    tone: 'doubt',
    title: 'is the date of the client secret right?',
    detail:
      'A client secret arrived from Amazon that is older than the current one, by the date that somebody entered. If that date is wrong, correct it, and the new secret is activated.',
  },
} as const satisfies Readonly<
  Record<NewSecretAlarm['reason'], Pick<AttentionItem, 'urgency' | 'tone' | 'title' | 'detail'>>
>

export function newSecretItem(
  { applicationId, name, reason }: NewSecretAlarm,
  mayChange: boolean,
): AttentionItem {
  const { title, ...words } = newSecretWords[reason]
  return {
    id: `new secret ${applicationId}`,
    title: `${name}: ${title}`,
    ...words,
    action: mayChange
      ? { label: 'Replace the client secret', href: paths.applicationSecret(applicationId) }
      : null,
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

const quarantined = attemptsView.href(attemptsView.whole, { end: 'quarantined' })

/** Grants that wait for an operator's decision. */
export function quarantineItems(grants: readonly QuarantinedGrant[]): AttentionItem[] {
  const [taken = [], others = []] = [true, false].map((is) => grants.filter(({ isTaken }) => isTaken === is))
  const [claimed, quarantinedGrant] = [taken[0], others[0]]
  const items: readonly (AttentionItem | false)[] = [
    claimed !== undefined && {
      id: 'id-taken',
      urgency: 'now',
      tone: 'bad',
      title:
        taken.length === 1
          ? `Two accounts claim the selling partner id ${claimed.sellingPartnerId}`
          : `${taken.length} grants are for selling partner ids that another account has claimed`,
      detail:
        'Amazon doesn’t sign the id, so the account that came first may be the wrong one. Find out which account the seller belongs to. Until you accept or dismiss the grant, nothing uses it.',
      action:
        taken.length === 1
          ? { label: 'Review the grant', href: paths.attempt(claimed.attemptId) }
          : { label: 'Review the grants', href: quarantined },
    },
    quarantinedGrant !== undefined && {
      id: 'quarantine',
      urgency: 'soon',
      tone: 'doubt',
      title: counted(others.length, 'grant is in quarantine', 'grants are in quarantine'),
      detail: 'Amazon granted access, but not as expected. Nothing uses it until you accept or dismiss it.',
      action:
        others.length === 1
          ? { label: 'Review grant', href: paths.attempt(quarantinedGrant.attemptId) }
          : { label: 'Review grants', href: quarantined },
    },
  ]
  return items.filter((item) => item !== false)
}

/** Grants that could not be stored for an hour. */
export function unstoredItems(grants: readonly UnstoredGrant[]): AttentionItem[] {
  const [first] = grants
  if (first === undefined) return []
  const isOne = grants.length === 1
  return [
    {
      id: 'unstored',
      urgency: 'now',
      tone: 'bad',
      title: counted(grants.length, 'connection can’t be saved', 'connections can’t be saved'),
      detail: `Amazon granted access, and the tokens are stored safely. Saving is retried every hour; after a day, the grant is quarantined.${first.detail === null ? '' : ` Database error: ${first.detail}`}`,
      action: isOne
        ? { label: 'View attempt', href: paths.attempt(first.attemptId) }
        : { label: 'View attempts', href: attemptsView.href(attemptsView.whole, { end: 'open' }) },
    },
  ]
}

/** An id that several accounts hold in different applications or regions, or that Amazon rejects. */
export function disputeItem(dispute: IdDispute): AttentionItem {
  const { sellingPartnerId } = dispute
  return dispute.kind === 'rejected'
    ? {
        id: `id ${dispute.authorizationId}`,
        urgency: 'now',
        tone: 'bad',
        title: `Amazon rejects the selling partner id ${sellingPartnerId}`,
        detail:
          'The tokens of this authorization work, but belong to a different selling partner than the redirect named. Pause it, and ask its account which store it connected.',
        action: { label: 'Open the authorization', href: paths.authorization(dispute.authorizationId) },
      }
    : {
        id: `id ${sellingPartnerId}`,
        urgency: 'now',
        tone: 'bad',
        title: `${dispute.accounts} accounts have connected the selling partner id ${sellingPartnerId}`,
        detail:
          'They did so in different applications or regions. Amazon doesn’t sign the id, so one of them may have claimed it wrongly. See which of them is verified, and ask the others which store they connected.',
        action: {
          label: 'Compare them',
          href: authorizationsView.href(whole, { search: sellingPartnerId }),
        },
      }
}

/** An endpoint that gets no events. */
export function webhookItem(problem: WebhookProblem): AttentionItem {
  const { id, name, disabledAt, reason, failingSince, waiting } = problem
  const isDisabled = disabledAt !== null && reason !== null
  const since = disabledAt ?? failingSince
  return {
    id: `webhook ${id}`,
    ...(isDisabled ? { urgency: 'now', tone: 'bad' } : { urgency: 'soon', tone: 'doubt' }),
    title: isDisabled ? `Webhook ${name} was disabled` : `Webhook ${name} is failing`,
    detail: (
      <>
        {since !== null && (
          <>
            {isDisabled ? 'That was' : 'It started'} <TimeStamp at={since.toISOString()} />.{' '}
          </>
        )}
        {isDisabled
          ? `${disabledWords[reason]} Fix the endpoint, then enable it. Waiting events are then sent in order.`
          : waiting === 0
            ? failedForGood
            : 'Its endpoint isn’t accepting events. Gatehouse retries for about three days, and disables the endpoint after five.'}
      </>
    ),
    action: { label: 'Open the endpoint', href: paths.webhook(id) },
  }
}

/** A channel whose last message was not delivered. */
export function channelItem({
  id,
  name,
  problem,
}: {
  id: string
  name: string
  problem: string
}): AttentionItem {
  return {
    id: `channel ${id}`,
    urgency: 'soon',
    tone: 'doubt',
    title: `Channel ${name} didn’t accept the last message`,
    detail: problem,
    action: { label: 'Open Notifications', href: paths.notifications },
  }
}

/** Problems that prevent sellers from authorizing, one sentence each. */
export function readinessItems({
  ready,
  missing,
}: {
  ready: boolean
  missing: readonly string[]
}): AttentionItem[] {
  if (missing.length === 0) return []
  return [
    {
      id: 'readiness',
      urgency: 'soon',
      tone: 'doubt',
      title: ready ? 'Some applications can’t be authorized' : 'No seller can authorize yet',
      detail: <SentenceList sentences={missing} />,
      action: { label: 'Open Applications', href: paths.applications },
    },
  ]
}

/** Limits of Amazon's that are nearly or entirely used up. */
export function capItems(warnings: readonly CapWarning[]): AttentionItem[] {
  if (warnings.length === 0) return []
  const { tone, title } = capWords(warnings)
  return [
    {
      id: 'caps',
      urgency: tone === 'bad' ? 'now' : 'later',
      tone,
      title,
      detail: <SentenceList sentences={warnings.map(({ text }) => text)} />,
      action: { label: 'Open Applications', href: paths.applications },
    },
  ]
}
