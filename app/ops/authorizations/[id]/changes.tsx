import type { OperatorPage } from '#app/_server/operator-page.ts'
import { DangerZone } from '#components/authorizations/danger-zone.tsx'
import {
  ConfirmIdCard,
  MoveCard,
  NameCard,
  ReferenceCard,
} from '#components/authorizations/identity-cards.tsx'
import { DeleteSellerForm } from '#components/compliance/delete-seller-form.tsx'
import { Card } from '#components/ui/card.tsx'
import type { AuthorizationDetail } from '#lib/authorizations/read.ts'
import { canDeleteSellerData } from '#lib/compliance/delete-seller.ts'
import { deleteSeller } from '../../compliance/actions.ts'
import { release, revoke } from './actions.ts'
import { addSellingPartner, annotate, confirmId, label, move, pause, resume } from './forms.ts'

/** The changes that an operator can make to an authorization. */
export async function Changes({
  authorization,
  ctx,
  may,
}: Pick<OperatorPage, 'ctx' | 'may'> & { authorization: AuthorizationDetail }) {
  const { id, name, accountId, accountName, sellingPartnerId, storeName, manageAppsUrl, health, releasedAt } =
    authorization
  const isReleased = releasedAt !== null
  // Accounts that programs or imports created have no one who signs in, so they are missing in the list of people.
  const canDelete = may('compliance:manage') && (await canDeleteSellerData(ctx, accountId))
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
      {canDelete && (
        <Card title="Seller’s data">
          <DeleteSellerForm account={{ id: accountId, name: accountName }} action={deleteSeller} />
        </Card>
      )}
    </>
  )
}
