import { DangerZone } from '#components/authorizations/danger-zone.tsx'
import {
  ConfirmIdCard,
  MoveCard,
  NameCard,
  ReferenceCard,
} from '#components/authorizations/identity-cards.tsx'
import type { AuthorizationDetail } from '#lib/authorizations/read.ts'
import { release, revoke } from './actions.ts'
import { addSellingPartner, annotate, confirmId, label, move, pause, resume } from './forms.ts'

/** What an operator can change: what it is called, whether it works, and whether it is kept. */
export function Changes({ authorization }: { authorization: AuthorizationDetail }) {
  const { id, name, accountId, accountName, sellingPartnerId, storeName, manageAppsUrl, health, releasedAt } =
    authorization
  const isReleased = releasedAt !== null
  return (
    <>
      <NameCard
        id={id}
        label={authorization.label}
        placeholder={storeName || (sellingPartnerId ?? '')}
        actions={{
          label,
          addSellingPartner: sellingPartnerId === null && !isReleased ? addSellingPartner : null,
        }}
      />
      <ReferenceCard
        id={id}
        externalReference={authorization.externalReference}
        tags={authorization.tags}
        action={annotate}
      />
      {sellingPartnerId !== null && authorization.idVerified === null && !isReleased && (
        <ConfirmIdCard id={id} action={confirmId} />
      )}
      {!isReleased && <MoveCard id={id} accountId={accountId} accountName={accountName} action={move} />}
      {!isReleased && (
        <DangerZone
          id={id}
          name={name}
          phrase={sellingPartnerId ?? name}
          manageAppsUrl={manageAppsUrl}
          health={health}
          actions={{ pause, resume, revoke, release }}
        />
      )}
    </>
  )
}
