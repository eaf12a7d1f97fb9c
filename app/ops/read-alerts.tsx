import type { OperatorPage } from '#app/_server/operator-page.ts'
import { CapNotice } from '#components/applications/cap.tsx'
import { SecretNotice } from '#components/applications/secret-card.tsx'
import { secretWords } from '#components/applications/secret-words.ts'
import { QuarantineNotice, UnstoredNotice } from '#components/attempts/attempt-notices.tsx'
import { IdDisputeNotice, IdTakenNotice } from '#components/authorizations/id-notices.tsx'
import type { Alert } from '#components/shell/alert.ts'
import { NotReady } from '#components/shell/not-ready.tsx'
import { readReadiness } from '#lib/applications/choose.ts'
import { listWarnings } from '#lib/applications/read.ts'
import { listSecretAlarms } from '#lib/applications/secret-alarms.ts'
import { listQuarantinedGrants } from '#lib/attempts/quarantine.ts'
import { listUnstoredGrants } from '#lib/attempts/read.ts'
import { listIdDisputes } from '#lib/authorizations/prove-id.ts'

/** What needs somebody besides the incidents, which the list keeps fresh, and the caps. */
export async function readAlerts({ ctx, may }: OperatorPage): Promise<readonly Alert[]> {
  const [alarms, unstored, grants, readiness] = await Promise.all([
    listSecretAlarms(ctx),
    listUnstoredGrants(ctx),
    listQuarantinedGrants(ctx),
    readReadiness(ctx),
  ])
  const [taken = [], others = []] = [true, false].map((is) => grants.filter(({ isTaken }) => isTaken === is))
  const all: readonly (Alert | false)[] = [
    ...alarms.map((alarm): Alert => {
      const { applicationId: id, age, isOnPreviousSecret } = alarm
      const { tone } = secretWords(age, isOnPreviousSecret)
      const fails = isOnPreviousSecret || age.level === 'over'
      return {
        ...{ id, topic: 'secret', urgency: fails ? 'now' : tone === 'bad' ? 'soon' : 'later', tone },
        notice: <SecretNotice alarm={alarm} mayChange={may('applications:manage')} />,
      }
    }),
    unstored.length > 0 && {
      ...{ id: 'unstored', topic: 'unstored', urgency: 'now', tone: 'bad' },
      notice: <UnstoredNotice grants={unstored} />,
    },
    taken.length > 0 && {
      ...{ id: 'id-taken', topic: 'identity', urgency: 'now', tone: 'bad' },
      notice: <IdTakenNotice grants={taken} />,
    },
    others.length > 0 && {
      ...{ id: 'quarantine', topic: 'quarantine', urgency: 'soon', tone: 'blocked' },
      notice: <QuarantineNotice grants={others} />,
    },
    readiness.missing.length > 0 && {
      ...{ id: 'readiness', topic: 'readiness', urgency: 'soon', tone: 'doubt' },
      notice: <NotReady {...readiness} />,
    },
  ]
  return all.filter((alert) => alert !== false)
}

/** What takes a look at every authorization, so that the page doesn't wait for it: disputed ids, and Amazon's caps. */
export async function readLaterAlerts({ ctx }: OperatorPage): Promise<readonly Alert[]> {
  const [warnings, disputes] = await Promise.all([listWarnings(ctx), listIdDisputes(ctx)])
  const all: readonly (Alert | false)[] = [
    ...disputes.map((dispute): Alert => {
      const id = dispute.kind === 'rejected' ? dispute.authorizationId : dispute.sellingPartnerId
      return {
        ...{ id: `id ${id}`, topic: 'identity', urgency: 'now', tone: 'bad' },
        notice: <IdDisputeNotice dispute={dispute} />,
      }
    }),
    warnings.length > 0 && {
      ...{ id: 'caps', topic: 'caps', urgency: 'later', tone: 'doubt' },
      notice: <CapNotice warnings={warnings} />,
    },
  ]
  return all.filter((alert) => alert !== false)
}
